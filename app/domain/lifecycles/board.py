"""What the board does in a room: meetings, motions, ballots."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class MotionState(StrEnum):
    """How it ended (adopted, tied, void, …) is its outcome, not a state: also a void motion is published."""

    CREATED = "created"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


MOTION = Lifecycle(
    "motion",
    MotionState.CREATED,
    {
        MotionState.CREATED: frozenset({MotionState.OPEN, MotionState.WITHDRAWN}),
        MotionState.OPEN: frozenset({MotionState.CLOSED}),
        MotionState.CLOSED: frozenset({MotionState.PUBLISHED}),
        MotionState.PUBLISHED: frozenset(),
        MotionState.WITHDRAWN: frozenset(),
    },
)


class BallotState(StrEnum):
    """Closed is frozen and not yet counted; published is counted, or void."""

    CREATED = "created"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


BALLOT = Lifecycle(
    "ballot",
    BallotState.CREATED,
    {
        BallotState.CREATED: frozenset({BallotState.OPEN, BallotState.WITHDRAWN}),
        BallotState.OPEN: frozenset({BallotState.CLOSED}),
        BallotState.CLOSED: frozenset({BallotState.PUBLISHED}),
        BallotState.PUBLISHED: frozenset(),
        BallotState.WITHDRAWN: frozenset(),
    },
)


class MeetingState(StrEnum):
    """A meeting that was called off stays listed as cancelled."""

    PLANNED = "planned"
    NOTICE_GIVEN = "notice_given"
    OPEN = "open"
    CLOSED = "closed"
    MINUTES_DRAFTED = "minutes_drafted"
    MINUTES_ADOPTED = "minutes_adopted"
    CANCELLED = "cancelled"


MEETING = Lifecycle(
    "meeting",
    MeetingState.PLANNED,
    {
        MeetingState.PLANNED: frozenset({MeetingState.NOTICE_GIVEN, MeetingState.CANCELLED}),
        MeetingState.NOTICE_GIVEN: frozenset({MeetingState.OPEN, MeetingState.CANCELLED}),
        MeetingState.OPEN: frozenset({MeetingState.CLOSED}),
        MeetingState.CLOSED: frozenset({MeetingState.MINUTES_DRAFTED}),
        MeetingState.MINUTES_DRAFTED: frozenset({MeetingState.MINUTES_ADOPTED}),
        MeetingState.MINUTES_ADOPTED: frozenset(),
        MeetingState.CANCELLED: frozenset(),
    },
)
