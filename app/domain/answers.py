"""What an answer says: you said, and we did, we will, or we will not because."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidInput
from app.domain.lifecycles import FeedbackState


class Outcome(StrEnum):
    """What became of it."""

    CHANGE_MADE = "change_made"
    CHANGE_PLANNED = "change_planned"
    NO_CHANGE = "no_change"
    EXPLAINED = "explained"
    THANKS = "thanks"
    OUTSIDE_CONTROL = "outside_control"
    ADVOCACY = "advocacy"


class PublicWords(StrEnum):
    """The heading under which an answer stands in public; the web layer has the sentence."""

    WE_DID = "we_did"
    WE_WILL = "we_will"
    WE_WILL_NOT = "we_will_not_because"
    WE_EXPLAINED = "here_is_how_it_is"
    THANK_YOU = "thank_you"
    NOT_OURS = "not_ours_to_change"
    WE_ASKED = "we_asked_those_who_can"


_STATES = {
    Outcome.CHANGE_MADE: FeedbackState.CHANGE_MADE,
    Outcome.CHANGE_PLANNED: FeedbackState.CHANGE_PLANNED,
    Outcome.NO_CHANGE: FeedbackState.NO_CHANGE,
    Outcome.EXPLAINED: FeedbackState.ANSWERED,
    Outcome.THANKS: FeedbackState.ANSWERED,
    Outcome.OUTSIDE_CONTROL: FeedbackState.NO_CHANGE,
    Outcome.ADVOCACY: FeedbackState.ANSWERED,
}

_WORDS = {
    Outcome.CHANGE_MADE: PublicWords.WE_DID,
    Outcome.CHANGE_PLANNED: PublicWords.WE_WILL,
    Outcome.NO_CHANGE: PublicWords.WE_WILL_NOT,
    Outcome.EXPLAINED: PublicWords.WE_EXPLAINED,
    Outcome.THANKS: PublicWords.THANK_YOU,
    Outcome.OUTSIDE_CONTROL: PublicWords.NOT_OURS,
    Outcome.ADVOCACY: PublicWords.WE_ASKED,
}

# Both are counted together in public as what others must change.
ADVOCACY_OUTCOMES = frozenset({Outcome.OUTSIDE_CONTROL, Outcome.ADVOCACY})


def state_after(outcome: Outcome) -> FeedbackState:
    """The state of every voice that such an answer reaches."""
    return _STATES[outcome]


def public_words(outcome: Outcome) -> PublicWords:
    """Under which of the public headings it stands."""
    return _WORDS[outcome]


@dataclass(frozen=True)
class CheckedAnswer:
    """An answer that may be published."""

    outcome: Outcome
    reason: str
    by_on: date | None


def check_answer(outcome: str | None, reason: str | None, *, by_on: date | None = None) -> CheckedAnswer:
    """Outcome and reason are required, a date only for a change that is planned; else ``InvalidInput``."""
    try:
        chosen = Outcome(outcome or "")
    except ValueError:
        raise InvalidInput("answer_needs_outcome", field="outcome") from None
    words = (reason or "").strip()
    if not words:
        raise InvalidInput("answer_needs_reason", field="reason")
    if chosen is Outcome.CHANGE_PLANNED and by_on is None:
        raise InvalidInput("planned_change_needs_date", field="by_on")
    return CheckedAnswer(chosen, words, by_on)
