"""When a backup is due, late, and too old to be kept."""

from datetime import date, datetime, timedelta

NIGHT_HOUR = 3
LATE_AFTER = timedelta(days=7)


def nightly_is_due(last: datetime | None, now: datetime) -> bool:
    """At three in the night, once a day; at once where there is none yet. Both in the organisation's time."""
    if last is None:
        return True
    return last.date() < now.date() and now.hour >= NIGHT_HOUR


def is_late(last_on: date | None, today: date, *, founded_on: date) -> bool:
    """True after seven days without a backup, counted from the founding where there was none."""
    return today - (last_on or founded_on) > LATE_AFTER


def is_too_old(made_on: date, today: date, *, kept_days: int) -> bool:
    """A backup still holds what was erased since: it goes on the day after its last."""
    return today - made_on > timedelta(days=kept_days)
