"""Sets of invented entries: `written.tsv`, which the list is tuned on, `blind.tsv`, which it is not,
and `wide.tsv`, later and harder: the list missed most of its danger at first and was widened with it.
`fresh.tsv` was written before the list was looked at again: at first sight recall was 46 of 60, 0.77, with
nothing marked wrongly; then the list was widened by kinds of sentence.
`unseen.tsv` and `unseen_later.tsv` were written before a third hand read the list. At first sight 33 of 66
(0.50, precision 0.97) and 26 of 69 (0.38, precision 0.74); after that hand widened the list, before it looked
at what was missed, 65 of 66 and 65 of 69 (0.94, precision 0.86): it had written them, so they are no longer
blind. `unseen_last.tsv` was written when that list was fixed, of other situations in plain words: 10 of 60 at
first sight. All others are examples since, by which ``domain.danger.likeness`` weighs words; it is not.

A line is language, what it speaks of (or "none"), and the words, parted by tabs. All are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.danger import Detector
from app.domain.danger.likeness import EXAMPLES, NONE
from app.domain.feedback_kinds import SafetyLevel

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One invented voice; ``is_danger`` is what a careful reader says."""

    language: str
    speaks_of: str
    words: str

    @property
    def is_danger(self) -> bool:
        """A steward should see it at once."""
        return self.speaks_of != NONE


@dataclass(frozen=True)
class Score:
    """How the list did: missed and wrongly marked entries, and the two figures."""

    found: int
    missed: tuple[Entry, ...]
    wrong: tuple[Entry, ...]

    @property
    def recall(self) -> float:
        """Of the entries about danger, the share that was found."""
        return self.found / (self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """Of what was found, the share that is about danger."""
        return self.found / (self.found + len(self.wrong))


def entries(name: str) -> Iterator[Entry]:
    """Of a file beside this one, by its name without the ending."""
    folder = HERE if name == "unseen_last" else EXAMPLES
    for line in (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        yield Entry(*line.split("\t"))


def score(detector: Detector, name: str) -> Score:
    """Judge every entry of a set."""
    found, missed, wrong = 0, [], []
    for entry in entries(name):
        marked = detector.judge(entry.words).level is not SafetyLevel.NONE
        found += marked and entry.is_danger
        if marked and not entry.is_danger:
            wrong.append(entry)
        if entry.is_danger and not marked:
            missed.append(entry)
    return Score(found, tuple(missed), tuple(wrong))
