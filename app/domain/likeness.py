"""How alike two voices are, by the words that they share: a hint for a steward, computed and thrown away."""

import unicodedata
from collections.abc import Set
from fractions import Fraction

LEAST_ALIKE = Fraction(1, 3)
NEARLY_SAME = Fraction(4, 5)
_SHORTEST = 4
_STEM = 6


def telling_words(text: str) -> frozenset[str]:
    """The words that tell something: four letters or more, without accents, cut to their first six."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one if one.isalnum() else " " for one in plain if unicodedata.category(one) != "Mn")
    ascii_least, other_least = _SHORTEST, 2
    return frozenset(
        word[:_STEM]
        for word in kept.split()
        if len(word) >= (ascii_least if word.isascii() else other_least) and not word.isdigit()
    )


def likeness(one: Set[str], other: Set[str]) -> Fraction:
    """Shared words as a part of the shorter text's words; 0 when either says too little to compare."""
    least = min(len(one), len(other))
    return Fraction(len(one & other), least) if least >= 3 else Fraction(0)
