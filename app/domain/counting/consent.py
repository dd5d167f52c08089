"""A consent round: adopted when nobody upholds a reasoned objection.

Source: sociocratic consent (Endenburg; "Sociocracy 3.0", Consent Decision Making): an objection blocks
by its reason, not by its number, and standing aside is not an objection.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.counting.majority import SOUND, Standing
from app.domain.counting.sentences import Sentence, sentence
from app.domain.outcomes import Outcome


class Stance(StrEnum):
    """What a seat answers when it is asked for consent."""

    CONSENT = "consent"
    STAND_ASIDE = "stand_aside"
    OBJECT = "object"


@dataclass(frozen=True)
class Response:
    """One seat's answer. ``reason`` makes an objection weigh; ``answered`` means it was met or withdrawn."""

    seat: str
    stance: Stance
    reason: str = ""
    answered: bool = False

    @property
    def blocks(self) -> bool:
        return self.stance is Stance.OBJECT and bool(self.reason.strip()) and not self.answered


@dataclass(frozen=True)
class ConsentResult:
    """``objections`` are those that block; ``unreasoned`` were noted and do not."""

    outcome: Outcome
    consenting: int
    aside: int
    objections: tuple[Response, ...]
    unreasoned: tuple[Response, ...]
    sentences: tuple[Sentence, ...]


def decide_consent(responses: Iterable[Response], *, standing: Standing = SOUND) -> ConsentResult:
    """Needs at least one consent (an answered objection is one); one answer a seat, else ValueError."""
    heard = tuple(responses)
    if len({one.seat for one in heard}) != len(heard):
        raise ValueError("a seat answers once")
    objections = tuple(one for one in heard if one.blocks)
    unreasoned = tuple(
        one for one in heard if one.stance is Stance.OBJECT and not one.blocks and not one.answered
    )
    aside = sum(one.stance is Stance.STAND_ASIDE for one in heard)
    consenting = len(heard) - aside - len(objections) - len(unreasoned)
    adopts = consenting > 0 and not objections
    outcome = standing.defect or (Outcome.ADOPTED if adopts else Outcome.NOT_ADOPTED)
    said = (
        sentence("consent_round", consenting=consenting, aside=aside, objections=len(objections)),
        *(sentence("consent_objection", seat=one.seat, reason=one.reason) for one in objections),
        *(sentence("consent_unreasoned", seat=one.seat) for one in unreasoned),
        sentence(f"outcome_{outcome}"),
    )
    return ConsentResult(outcome, consenting, aside, objections, unreasoned, said)
