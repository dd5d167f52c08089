"""Short names for addresses and filters, made from a name that a person typed."""

import unicodedata

LONGEST = 60


def slug_of(name: str) -> str:
    """Letters and numbers of any script, small, joined by hyphens; empty when the name has none."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    kept = "".join(letter if letter.isalnum() else " " for letter in plain)
    return "-".join(kept.split())[:LONGEST].strip("-")
