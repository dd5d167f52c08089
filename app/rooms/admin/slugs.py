"""Short addresses of places, made from their names."""

from collections.abc import Sequence


def slugs_of(names: Sequence[str], taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """A short address for each place: its Latin letters, else its number; never one that is taken."""
    found: dict[str, str] = {}
    for name in names:
        letters = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
        base = "-".join(part for part in letters.split("-") if part)[:60] or "place"
        slug, number = base, 2
        while slug in found or slug in taken:
            slug, number = f"{base}-{number}", number + 1
        found[slug] = name
    return found
