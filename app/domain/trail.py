"""The trail: nine beads from the voices to "did it help?", computed from plain facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.clocks import Standing, Timing
from app.domain.lifecycles import PolicyState, ProposalState, ReplyState, ReviewState
from app.domain.outcomes import Outcome


class Bead(StrEnum):
    """The nine, always in this order."""

    VOICES = "voices"
    THEME = "theme"
    PROPOSAL = "proposal"
    VOTE = "vote"
    DECISION = "decision"
    REPLY = "reply"
    POLICY = "policy"
    STEPS = "steps"
    HELPED = "helped"


class BeadState(StrEnum):
    """The value of ``data-s``; ``none`` is the empty ring of what is to come, or was passed over."""

    DONE = "done"
    PART = "part"
    NOW = "now"
    WAIT = "wait"
    LATE = "late"
    HELD = "held"
    STOP = "stop"
    NONE = "none"


@dataclass(frozen=True)
class TrailFacts:
    """What is known; everything may be missing. ``*_timing`` matter only while the thing is not done."""

    voices: int = 0
    all_voices_held: bool = False
    themes: int = 0
    proposal: ProposalState | None = None
    vote: Outcome | None = None
    is_decided: bool = False
    reply: ReplyState | None = None
    reply_timing: Timing | None = None
    policy: PolicyState | None = None
    steps: int = 0
    steps_done: int = 0
    steps_dropped: int = 0
    steps_late: int = 0
    review: ReviewState | None = None
    review_timing: Timing | None = None


@dataclass(frozen=True)
class TrailBead:
    """One bead as it is drawn and said."""

    bead: Bead
    state: BeadState


@dataclass(frozen=True)
class Trail:
    """Nine beads. ``reached`` is the one it stands at, counted from 1: "Step 3 of 9"."""

    beads: tuple[TrailBead, ...]
    reached: int

    def state_of(self, bead: Bead) -> BeadState:
        """How one bead is drawn."""
        return next(one.state for one in self.beads if one.bead is bead)


def draw_trail(facts: TrailFacts) -> Trail:
    """The trail as far as it came. At most one bead is ``now``, and nothing follows a ``stop``."""
    known = (
        _voices(facts),
        BeadState.DONE if facts.themes else None,
        _PROPOSAL.get(facts.proposal, BeadState.DONE) if facts.proposal else None,
        _vote(facts),
        BeadState.DONE if facts.is_decided else None,
        _reply(facts),
        _POLICY.get(facts.policy) if facts.policy else None,
        _steps(facts),
        _review(facts),
    )
    states = settle(known)
    reached = max((place for place, state in enumerate(states, 1) if state is not BeadState.NONE), default=1)
    return Trail(tuple(TrailBead(*pair) for pair in zip(Bead, states, strict=True)), reached)


def settle(known: Iterable[BeadState | None]) -> tuple[BeadState, ...]:
    """Fill the gaps of a row of beads.

    Everything after the first ``stop`` is empty. The bead after the last one that was passed is ``now``;
    a ``now`` that a later bead overtook waits, so that one at most remains.
    """
    states = list(known)
    if BeadState.STOP in states:
        end = states.index(BeadState.STOP) + 1
        states[end:] = [None] * (len(states) - end)
    last = max((place for place, state in enumerate(states) if state is not None), default=-1)
    settled = [_overtaken(state, place < last) for place, state in enumerate(states)]
    passed = last < 0 or settled[last] in (BeadState.DONE, BeadState.PART)
    if passed and last + 1 < len(settled):
        settled[last + 1] = BeadState.NOW
    return tuple(settled)


def _overtaken(state: BeadState | None, is_before_last: bool) -> BeadState:
    if state is BeadState.NOW and is_before_last:
        return BeadState.WAIT
    return state or BeadState.NONE


def _voices(facts: TrailFacts) -> BeadState | None:
    if facts.all_voices_held:
        return BeadState.HELD
    return BeadState.DONE if facts.voices else None


_PROPOSAL: Mapping[ProposalState, BeadState] = {
    ProposalState.DRAFT: BeadState.NOW,
    ProposalState.OPEN_FOR_SUPPORT: BeadState.NOW,
    ProposalState.APPEALED: BeadState.WAIT,
    ProposalState.REFUSED: BeadState.STOP,
    ProposalState.REFUSED_ON_APPEAL: BeadState.STOP,
    ProposalState.WITHDRAWN: BeadState.STOP,
}
_VOTE: Mapping[Outcome, BeadState] = {
    Outcome.ADOPTED: BeadState.DONE,
    Outcome.NOT_ADOPTED: BeadState.STOP,
    Outcome.TIED: BeadState.STOP,
    Outcome.INQUORATE: BeadState.WAIT,
    Outcome.COMPOSITION_NOT_MET: BeadState.WAIT,
    Outcome.VOID: BeadState.WAIT,
}
_REPLY: Mapping[ReplyState, BeadState] = {
    ReplyState.ACCEPTED: BeadState.DONE,
    ReplyState.ACCEPTED_IN_PART: BeadState.PART,
    ReplyState.DECLINED: BeadState.STOP,
}
_POLICY: Mapping[PolicyState, BeadState] = {
    PolicyState.DRAFT: BeadState.NOW,
    PolicyState.DECIDED: BeadState.NOW,
    PolicyState.IN_EFFECT: BeadState.DONE,
    PolicyState.REPLACED: BeadState.DONE,
    PolicyState.ENDED: BeadState.STOP,
    PolicyState.DROPPED: BeadState.STOP,
}
_REVIEW: Mapping[ReviewState, BeadState] = {
    ReviewState.KEEP: BeadState.DONE,
    ReviewState.CHANGE: BeadState.PART,
    ReviewState.STOP: BeadState.STOP,
}


def _vote(facts: TrailFacts) -> BeadState | None:
    if facts.proposal is ProposalState.DEFERRED:
        return BeadState.WAIT
    return _VOTE[facts.vote] if facts.vote else None


def _reply(facts: TrailFacts) -> BeadState | None:
    if facts.reply is ReplyState.AWAITED:
        return _by_clock(facts.reply_timing)
    return _REPLY[facts.reply] if facts.reply else None


def _steps(facts: TrailFacts) -> BeadState | None:
    if not facts.steps:
        return None
    if facts.steps_late:
        return BeadState.LATE
    if facts.steps_done + facts.steps_dropped < facts.steps:
        return BeadState.PART if facts.steps_done and facts.review is ReviewState.OPEN else BeadState.NOW
    return BeadState.PART if facts.steps_dropped else BeadState.DONE


def _review(facts: TrailFacts) -> BeadState | None:
    if facts.review is ReviewState.OPEN:
        return _by_clock(facts.review_timing)
    return _REVIEW.get(facts.review) if facts.review else None


def _by_clock(timing: Timing | None) -> BeadState:
    if timing is None:
        return BeadState.NOW
    by_standing = {Standing.LATE: BeadState.LATE, Standing.EXTENDED: BeadState.WAIT}
    return by_standing.get(timing.standing, BeadState.NOW)
