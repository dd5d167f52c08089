"""What follows a decision: leadership's reply, the policy, the steps, the review."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class ReplyState(StrEnum):
    """Leadership's word on a recommendation; silence stays ``awaited`` and ages in public."""

    AWAITED = "awaited"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    DECLINED = "declined"


# A later reply may give more than the first, never less.
REPLY = Lifecycle(
    "reply",
    ReplyState.AWAITED,
    {
        ReplyState.AWAITED: frozenset(
            {ReplyState.ACCEPTED, ReplyState.ACCEPTED_IN_PART, ReplyState.DECLINED}
        ),
        ReplyState.ACCEPTED: frozenset(),
        ReplyState.ACCEPTED_IN_PART: frozenset({ReplyState.ACCEPTED}),
        ReplyState.DECLINED: frozenset({ReplyState.ACCEPTED, ReplyState.ACCEPTED_IN_PART}),
    },
)


class PolicyState(StrEnum):
    """One version of a policy. ``decided`` waits for its date; ``dropped`` never took effect."""

    DRAFT = "draft"
    DECIDED = "decided"
    IN_EFFECT = "in_effect"
    REPLACED = "replaced"
    ENDED = "ended"
    DROPPED = "dropped"


POLICY = Lifecycle(
    "policy",
    PolicyState.DRAFT,
    {
        PolicyState.DRAFT: frozenset({PolicyState.DECIDED, PolicyState.DROPPED}),
        PolicyState.DECIDED: frozenset({PolicyState.IN_EFFECT, PolicyState.DROPPED}),
        PolicyState.IN_EFFECT: frozenset({PolicyState.REPLACED, PolicyState.ENDED}),
        PolicyState.REPLACED: frozenset(),
        PolicyState.ENDED: frozenset(),
        PolicyState.DROPPED: frozenset(),
    },
)


class StepState(StrEnum):
    """Late is computed from its date, never stored. ``dropped`` needs a reason."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


STEP = Lifecycle(
    "step",
    StepState.PLANNED,
    {
        StepState.PLANNED: frozenset({StepState.DONE, StepState.DROPPED}),
        StepState.DONE: frozenset(),
        StepState.DROPPED: frozenset(),
    },
)


class ReviewState(StrEnum):
    """``open`` is while people say whether it helped; then the board keeps, changes or stops it."""

    PLANNED = "planned"
    OPEN = "open"
    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


REVIEW = Lifecycle(
    "review",
    ReviewState.PLANNED,
    {
        ReviewState.PLANNED: frozenset({ReviewState.OPEN}),
        ReviewState.OPEN: frozenset({ReviewState.KEEP, ReviewState.CHANGE, ReviewState.STOP}),
        ReviewState.KEEP: frozenset(),
        ReviewState.CHANGE: frozenset(),
        ReviewState.STOP: frozenset(),
    },
)
