"""What somebody may be in danger of, and one line of the list that looks for it."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.feedback_kinds import SafetyLevel


class Harm(StrEnum):
    """The heads of the list. ``staff``: harm by somebody who works here. ``unclear``: no head of it."""

    SUICIDE = "suicide"
    OVERDOSE = "overdose"
    VIOLENCE = "violence"
    CHILD = "child"
    ADULT = "adult"
    STAFF = "staff"
    UNCLEAR = "unclear"


HEADS = tuple(harm for harm in Harm if harm is not Harm.UNCLEAR)


class Standing(StrEnum):
    """How a line counts. ``worry`` is a softer sign, ``calm`` a look-alike that takes a hit back."""

    ADDED = "added"
    WORRY = "worry"
    CALM = "calm"
    REMOVED = "removed"


@dataclass(frozen=True, order=True)
class Line:
    """One line as a steward reads it; the grammar is in ``phrases``. A calm line's harm may be any."""

    language: str
    harm: Harm
    words: str
    standing: Standing = Standing.ADDED


@dataclass(frozen=True)
class Hit:
    """A line that was found. ``said`` are the person's own words at that place: never stored in clear."""

    harm: Harm
    line: str
    said: str
    is_soft: bool


@dataclass(frozen=True)
class Judgement:
    """What arrival needs to know. ``calmed`` were found and taken back; ``names`` are of staff."""

    hits: tuple[Hit, ...] = ()
    calmed: tuple[Hit, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def level(self) -> SafetyLevel:
        """All of it that may stand in clear."""
        if any(not hit.is_soft for hit in self.hits):
            return SafetyLevel.DANGER
        return SafetyLevel.WORRY if self.hits else SafetyLevel.NONE

    @property
    def is_harm_by_staff(self) -> bool:
        """Then the outside reader is the first to read it."""
        return any(hit.harm is Harm.STAFF for hit in self.hits)


NOTHING = Judgement()
