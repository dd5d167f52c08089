"""The instant of an act with the organisation's day: two readings of one clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends

from app.web.house import OrganisationFacts
from app.web.requests import Now, Today


@dataclass(frozen=True)
class Moment:
    """``at`` is aware; ``on`` is that day in the organisation's time zone."""

    at: datetime
    on: date


def end_of_day(facts: OrganisationFacts, on: date) -> datetime:
    """The instant at which the organisation's next day begins: until then a page that counts days holds."""
    return datetime.combine(on + timedelta(days=1), time(), ZoneInfo(facts.time_zone))


def _moment(now: Now, today: Today) -> Moment:
    return Moment(now, today)


ThisMoment = Annotated[Moment, Depends(_moment)]
