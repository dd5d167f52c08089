"""A meeting's times: when it begins, and whether its agenda was up early enough."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.domain.clocks import Clocks, notice_due_at
from app.domain.errors import InvalidInput


def check_times(held_on: date, starts: time, ends: time, *, today: date) -> None:
    """``InvalidInput`` for a day that has passed, or an end before the beginning."""
    if held_on < today:
        raise InvalidInput("meeting_lies_in_the_past", field="held_on")
    if ends <= starts:
        raise InvalidInput("meeting_ends_before_it_begins", field="ends")


def starts_at(held_on: date, starts: time, *, time_zone: str) -> datetime:
    """The instant at which it begins; ``time_zone`` is the organisation's."""
    return datetime.combine(held_on, starts, ZoneInfo(time_zone))


def is_late_notice(given_at: datetime, begins_at: datetime, clocks: Clocks) -> bool:
    """Whether the agenda came up later than the rulebook asks."""
    return given_at > notice_due_at(begins_at, clocks)
