"""Sheets for the wall: the picture of an address that a phone reads."""

from markupsafe import Markup


def qr_of(address: str) -> Markup:
    """The address as SVG, at level M: a poster is large and stays clean."""
    import segno  # on use: few pages draw one

    drawn = segno.make(address, error="m", micro=False)
    # From segno, of an address that begins with our own public one.
    return Markup(drawn.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704
