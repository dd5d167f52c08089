"""Two editors of one text: what both changed is put together, and where they disagree a person chooses.

A three-way merge by sentences and lines (Khanna, Kunal, Pierce, "A formal investigation of diff3", 2007):
no sentence is ever made from halves that two people wrote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.alignment import align, split_sentences


@dataclass(frozen=True)
class Agreed:
    """Text that nobody disputes."""

    text: str


@dataclass(frozen=True)
class Conflict:
    """A passage that both changed in different ways."""

    base: str
    first: str
    second: str


@dataclass(frozen=True)
class Merge:
    """The pieces in reading order."""

    pieces: tuple[Agreed | Conflict, ...]

    @property
    def has_conflict(self) -> bool:
        """Whether a person must choose somewhere."""
        return any(isinstance(piece, Conflict) for piece in self.pieces)

    @property
    def text(self) -> str | None:
        """The merged text, None while there is a conflict."""
        if self.has_conflict:
            return None
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Agreed))


def merge(base: str, first: str, second: str) -> Merge:
    """Merge two changes of ``base``; whatever either of them typed stands in one of the pieces."""
    old, one, two = (split_sentences(text) for text in (base, first, second))
    pieces: list[Agreed | Conflict] = []
    for chunk in _chunks(old, one, two):
        piece = _settle(*("".join(side) for side in chunk))
        if isinstance(piece, Agreed) and pieces and isinstance(pieces[-1], Agreed):
            pieces[-1] = Agreed(pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return Merge(tuple(piece for piece in pieces if piece != Agreed("")))


def _settle(base: str, first: str, second: str) -> Agreed | Conflict:
    if first in (second, base):
        return Agreed(second)
    return Agreed(first) if second == base else Conflict(base, first, second)


def _chunks(
    base: Sequence[str], one: Sequence[str], two: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Stretches of the three texts that belong together, cut wherever all three agree on a sentence."""
    in_one, in_two = _matches(base, one), _matches(base, two)
    at = at_one = at_two = 0
    for place, sentence in enumerate(base):
        if place in in_one and place in in_two:
            yield base[at:place], one[at_one : in_one[place]], two[at_two : in_two[place]]
            yield [sentence], [sentence], [sentence]
            at, at_one, at_two = place + 1, in_one[place] + 1, in_two[place] + 1
    yield base[at:], one[at_one:], two[at_two:]


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    return {here + step: there + step for here, there, size in align(base, other) for step in range(size)}
