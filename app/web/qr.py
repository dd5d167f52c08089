"""A QR code as inline SVG: dark on light whatever the page's colours, because a camera must read it."""

from markupsafe import Markup


def qr_svg(text: str, *, title: str = "", scale: int = 5) -> Markup:
    """The drawing; ``title`` is what a screen reader says of it."""
    import segno  # on use: few pages draw one

    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(scale=scale, border=4, dark="#000", light="#fff", title=title or None)
    return Markup(drawing)  # noqa: S704  # made by the library of nothing but squares and an escaped title
