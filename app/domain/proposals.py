"""From a wish to an item on the agenda, and what a vote makes of it."""

from enum import StrEnum

from app.domain.errors import InvalidInput, NotAllowed
from app.domain.lifecycles import PROPOSAL, ProposalState, ReplyState, ReviewState
from app.domain.mandate import Power
from app.domain.motion_rules import Method
from app.domain.outcomes import Outcome


class ProposedBy(StrEnum):
    """Where it came from; "no client source" is said as openly."""

    PARTICIPANT = "participant"
    BOARD_MEMBER = "board_member"
    STAFF = "staff"


class ScreeningGround(StrEnum):
    """The only grounds for screening out; each refusal is public with its ground and open to appeal."""

    NAMES_SOMEONE = "names_someone"
    ATTACKS_PEOPLE = "attacks_people"
    ALREADY_OPEN = "already_open"
    ASKS_FOR_NOTHING = "asks_for_nothing"
    NOT_OURS = "not_ours"


def check_change(change: str | None) -> str:
    """ "What should change" is the only field that a proposal needs."""
    words = (change or "").strip()
    if not words:
        raise InvalidInput("proposal_needs_change", field="change")
    return words


def read_screening_ground(typed: str | None) -> ScreeningGround:
    """The ground on the form; without one, or with an unknown one, ``InvalidInput``."""
    try:
        return ScreeningGround(typed or "")
    except ValueError:
        raise InvalidInput("screening_needs_ground", field="ground") from None


def check_appeal_reader(*, refused_it: bool) -> None:
    """An appeal is heard by somebody other than who screened the proposal out; else ``NotAllowed``."""
    if refused_it:
        raise NotAllowed("appeal_needs_another_reader")


_UNDECIDED = frozenset({Outcome.INQUORATE, Outcome.COMPOSITION_NOT_MET, Outcome.VOID})
_REPLIES = {
    ReplyState.ACCEPTED: ProposalState.ACCEPTED,
    ReplyState.ACCEPTED_IN_PART: ProposalState.ACCEPTED_IN_PART,
    ReplyState.DECLINED: ProposalState.DECLINED,
}
_REVIEWS = {
    ReviewState.KEEP: ProposalState.REVIEWED_KEEP,
    ReviewState.CHANGE: ProposalState.REVIEWED_CHANGE,
    ReviewState.STOP: ProposalState.REVIEWED_STOP,
}


def state_after_motion(outcome: Outcome, *, power: Power, method: Method) -> ProposalState:
    """Where a proposal goes from ``on_agenda``; it stays there when the vote could not decide.

    An upheld objection in a consent round defers: the matter comes back, it is not lost.
    """
    if outcome in _UNDECIDED:
        return ProposalState.ON_AGENDA
    if outcome is Outcome.ADOPTED:
        return ProposalState.ADOPTED if power is Power.DECIDE else ProposalState.RECOMMENDED
    return ProposalState.DEFERRED if method is Method.CONSENT else ProposalState.NOT_ADOPTED


def move_after_motion(outcome: Outcome, *, power: Power, method: Method) -> ProposalState:
    """The same through the lifecycle, from the agenda; staying there is no move."""
    after = state_after_motion(outcome, power=power, method=method)
    if after is ProposalState.ON_AGENDA:
        return after
    return PROPOSAL.move(ProposalState.ON_AGENDA, after)


def state_after_reply(reply: ReplyState) -> ProposalState:
    """Raises ``KeyError`` for a reply that is still awaited: that is no reply."""
    return _REPLIES[reply]


def state_after_review(review: ReviewState) -> ProposalState:
    """Raises ``KeyError`` for a review that has not ended."""
    return _REVIEWS[review]
