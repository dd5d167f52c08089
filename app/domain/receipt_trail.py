"""The trail as one person sees it with their code: fewer stops, in sentences, and only what concerns them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.clocks import Timing
from app.domain.lifecycles import FeedbackState, ReviewState
from app.domain.trail import Bead, BeadState, TrailFacts, draw_trail, settle


class Stop(StrEnum):
    """What a receipt tells, in this order. Vote and decision share one; the board's review comes last."""

    SAID = "said"
    READ = "read"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    VOTE = "vote"
    REPLY = "reply"
    POLICY = "policy"
    STEPS = "steps"
    HELPED = "helped"
    REVIEW = "review"


@dataclass(frozen=True)
class ReceiptStop:
    """One stop as it is drawn and said."""

    stop: Stop
    state: BeadState


@dataclass(frozen=True)
class ReceiptFacts:
    """One person's own thread. ``trail`` is None as long as no proposal came of it.

    ``has_said_if_it_helped`` is this person's own verdict, on the answer or on the change.
    """

    feedback: FeedbackState
    answer_timing: Timing | None = None
    has_said_if_it_helped: bool = False
    trail: TrailFacts | None = None


_BY_BEAD = (
    (Stop.PROPOSAL, Bead.PROPOSAL),
    (Stop.VOTE, Bead.VOTE),
    (Stop.REPLY, Bead.REPLY),
    (Stop.POLICY, Bead.POLICY),
    (Stop.STEPS, Bead.STEPS),
)


def draw_receipt_trail(facts: ReceiptFacts) -> tuple[ReceiptStop, ...]:
    """The stops of one receipt; at most one is ``now``. What cannot happen any more is left away."""
    known: list[tuple[Stop, BeadState | None]] = [(Stop.SAID, BeadState.DONE), (Stop.READ, _read(facts))]
    if facts.feedback not in (FeedbackState.WITHDRAWN, FeedbackState.HELD_BACK):
        known += _answered(facts) if facts.trail is None else _through_the_board(facts, facts.trail)
    states = settle(state for _, state in known)
    return tuple(ReceiptStop(stop, state) for (stop, _), state in zip(known, states, strict=True))


def _read(facts: ReceiptFacts) -> BeadState | None:
    special = {
        FeedbackState.RECEIVED: _late_or_none(facts.answer_timing),
        FeedbackState.HELD_BACK: BeadState.HELD,
        FeedbackState.WITHDRAWN: BeadState.STOP,
    }
    return special.get(facts.feedback, BeadState.DONE)


def _answered(facts: ReceiptFacts) -> list[tuple[Stop, BeadState | None]]:
    helped = (Stop.HELPED, BeadState.DONE if facts.has_said_if_it_helped else None)
    after: Mapping[FeedbackState, list[tuple[Stop, BeadState | None]]] = {
        FeedbackState.NO_CHANGE: [(Stop.ANSWER, BeadState.STOP)],
        FeedbackState.ANSWERED: [(Stop.ANSWER, BeadState.DONE), helped],
        FeedbackState.CHANGE_PLANNED: [(Stop.ANSWER, BeadState.DONE), (Stop.STEPS, None), helped],
        FeedbackState.CHANGE_MADE: [(Stop.ANSWER, BeadState.DONE), (Stop.STEPS, BeadState.DONE), helped],
    }
    waiting = None if facts.feedback is FeedbackState.RECEIVED else _late_or_none(facts.answer_timing)
    return after.get(facts.feedback, [(Stop.ANSWER, waiting), helped])


def _through_the_board(facts: ReceiptFacts, trail: TrailFacts) -> list[tuple[Stop, BeadState | None]]:
    drawn = draw_trail(trail)
    helped = BeadState.DONE if facts.has_said_if_it_helped else None
    asked = BeadState.NOW if trail.review is ReviewState.OPEN else None
    return [
        *((stop, _known(drawn.state_of(bead))) for stop, bead in _BY_BEAD),
        (Stop.HELPED, helped or asked),
        (Stop.REVIEW, _REVIEW.get(trail.review) if trail.review else None),
    ]


def _known(state: BeadState) -> BeadState | None:
    return None if state is BeadState.NONE else state


def _late_or_none(timing: Timing | None) -> BeadState | None:
    return BeadState.LATE if timing is not None and timing.is_overdue else None


_REVIEW: Mapping[ReviewState, BeadState] = {
    ReviewState.KEEP: BeadState.DONE,
    ReviewState.CHANGE: BeadState.PART,
    ReviewState.STOP: BeadState.STOP,
}
