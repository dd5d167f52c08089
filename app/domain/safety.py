"""The safety queue: how long a first look may take, and what may become of an entry.

Until the first look an entry alone holds a whole slot of four hours; afterwards only "in time" or "late"
(source: THREATS, "On arrival").
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.domain.errors import InvalidInput
from app.domain.feedback_kinds import Kind, SafetyLevel
from app.domain.lifecycles.lifecycle import Lifecycle

SLOT = timedelta(hours=4)
LONGEST_DECISION = 2_000


class SafetyState(StrEnum):
    """``waiting``: nobody has looked. ``looked_at``: somebody holds it. ``decided``: with who and why."""

    WAITING = "waiting"
    LOOKED_AT = "looked_at"
    DECIDED = "decided"


SAFETY = Lifecycle(
    "safety",
    SafetyState.WAITING,
    {
        SafetyState.WAITING: frozenset({SafetyState.LOOKED_AT}),
        SafetyState.LOOKED_AT: frozenset({SafetyState.DECIDED, SafetyState.WAITING}),
        SafetyState.DECIDED: frozenset({SafetyState.WAITING, SafetyState.LOOKED_AT}),
    },
)


class FirstLook(StrEnum):
    """All that stays of the time to a human."""

    IN_TIME = "in_time"
    LATE = "late"


class Outcome(StrEnum):
    """What the steward decided."""

    WROTE_BACK = "wrote_back"
    PASSED_ON = "passed_on"
    LAW = "law"
    NOTHING_TO_DO = "nothing_to_do"
    LOOK_ALIKE = "look_alike"


def slot_of(now: datetime) -> datetime:
    """The beginning of the four-hour slot (of UTC) that an instant lies in."""
    hours = int(SLOT.total_seconds()) // 3600
    at = now.astimezone(UTC)
    return at.replace(hour=at.hour - at.hour % hours, minute=0, second=0, microsecond=0)


def is_late(slot_at: datetime | None, now: datetime) -> bool:
    """Late begins when the slot after the one of arrival has ended: somebody waited four hours at least."""
    return slot_at is not None and now >= slot_at + 2 * SLOT


def first_look(slot_at: datetime | None, now: datetime) -> FirstLook:
    """What is kept of a first look now."""
    return FirstLook.LATE if is_late(slot_at, now) else FirstLook.IN_TIME


def level_of(found: SafetyLevel, *, said_so: bool) -> SafetyLevel:
    """The person's own tick counts as much as the plainest words."""
    return SafetyLevel.DANGER if said_so else found


def higher(one: SafetyLevel, other: SafetyLevel) -> SafetyLevel:
    """The graver of two levels."""
    return max(one, other, key=list(SafetyLevel).index)


def belongs_in_queue(level: SafetyLevel, kind: Kind | None) -> bool:
    """Danger, and every warning for others: both wait for nobody's working day."""
    return level is not SafetyLevel.NONE or kind is Kind.WARNING


def read_outcome(typed: str) -> Outcome:
    """The outcome on the form, else ``InvalidInput``."""
    try:
        return Outcome(typed)
    except ValueError:
        raise InvalidInput("safety_needs_outcome", field="outcome") from None
