"""Who is on duty: a weekly rota, and who stands in for whom on one day. All times are the organisation's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.errors import InvalidInput

DAYS = 7
LAST_HOUR = 24


class DutyLine(StrEnum):
    """Stewards read what people say, outside readers what is said about staff; each has its own rota."""

    STEWARDS = "stewards"
    OUTSIDE = "outside"


@dataclass(frozen=True, order=True)
class Shift:
    """``weekday`` 0 is Monday; from an hour until an hour, past midnight when ``until`` is not later."""

    weekday: int
    from_hour: int
    until_hour: int
    account_id: int

    def covers(self, local: datetime) -> date | None:
        """The day on which this shift began, if it runs at that moment, else None."""
        for days in (0, 1):
            day = local.date() - timedelta(days=days)
            hour = local.hour + LAST_HOUR * days
            if day.weekday() == self.weekday and self.from_hour <= hour < self._end:
                return day
        return None

    @property
    def _end(self) -> int:
        return self.until_hour if self.until_hour > self.from_hour else self.until_hour + LAST_HOUR


@dataclass(frozen=True)
class Cover:
    """On this day ``account_id`` stands in for ``absent_id``."""

    on: date
    absent_id: int
    account_id: int


def on_duty(shifts: Iterable[Shift], covers: Iterable[Cover], local: datetime) -> tuple[int, ...]:
    """Accounts on duty at that moment, each once; a cover counts for the day on which the shift began."""
    stands_in = {(cover.on, cover.absent_id): cover.account_id for cover in covers}
    found = []
    for shift in sorted(shifts):
        began = shift.covers(local)
        if began is not None:
            found.append(stands_in.get((began, shift.account_id), shift.account_id))
    return tuple(dict.fromkeys(found))


def whom_to_tell(duty: Sequence[int], members: Sequence[int], *, is_late: bool) -> tuple[int, ...]:
    """Who is on duty; everybody when nobody is, and everybody once the first look is late."""
    there = [one for one in duty if one in members]
    return tuple(dict.fromkeys([*there, *members])) if is_late or not there else tuple(there)


def check_shift(days: Sequence[int], from_hour: int, until_hour: int) -> None:
    """Raise ``InvalidInput`` for no day, an unknown day, or hours outside 0 to 24."""
    if not days or not all(0 <= day < DAYS for day in days):
        raise InvalidInput("duty_needs_days", field="day")
    if not 0 <= from_hour < LAST_HOUR:
        raise InvalidInput("duty_bad_hour", field="from_hour")
    if not 0 <= until_hour <= LAST_HOUR or until_hour == from_hour:
        raise InvalidInput("duty_bad_hour", field="until_hour")
