"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from app.domain.alignment import align, split_sentences

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Side(StrEnum):
    """Whether a run of text stayed, came or went."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """Neighbouring words of one side; spaces and line ends are part of the text."""

    side: Side
    text: str


def compare(old: str, new: str) -> tuple[Run, ...]:
    """Runs in reading order: kept and removed give the old text, kept and added the new one, exactly."""
    runs: list[Run] = []
    for before, after in _paired(split_sentences(old), split_sentences(new)):
        for was, now in _paired(_WORDS.findall(before), _WORDS.findall(after)):
            runs += [Run(Side.KEPT, was)] if was == now else [Run(Side.REMOVED, was), Run(Side.ADDED, now)]
    return tuple(_joined(runs))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands between two equal stretches, then the stretch itself on both sides."""
    at_old = at_new = 0
    for place_old, place_new, size in align(old, new):
        yield "".join(old[at_old:place_old]), "".join(new[at_new:place_new])
        at_old, at_new = place_old + size, place_new + size
        equal = "".join(old[place_old:at_old])
        yield equal, equal


def _joined(runs: list[Run]) -> Iterator[Run]:
    for side, group in groupby((run for run in runs if run.text), key=lambda run: run.side):
        yield Run(side, "".join(run.text for run in group))
