"""ISO weeks: the finest time that is stored of what a participant does."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import InvalidInput

_WRITTEN = re.compile(r"([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """An ISO 8601 week, ordered, written ``2026-W34``. ``InvalidInput`` if the year has no such week."""

    year: int
    number: int

    def __post_init__(self) -> None:
        try:
            date.fromisocalendar(self.year, self.number, 7)
        except ValueError:
            raise InvalidInput("no_such_week", year=self.year, number=self.number) from None

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that a date (already in the organisation's time zone) lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read ``2026-W34`` as it is stored; anything else is ``InvalidInput``."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise InvalidInput("not_a_week")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def starts_on(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def ends_on(self) -> date:
        """Its Sunday; what a participant starts is counted from here."""
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def next(self) -> "Week":
        """The week after this one."""
        return self.plus(1)

    def plus(self, weeks: int) -> "Week":
        """So many weeks later."""
        return Week.of(self.starts_on + timedelta(weeks=weeks))

    def minus(self, weeks: int) -> "Week":
        """So many weeks earlier."""
        return self.plus(-weeks)

    def weeks_since(self, earlier: "Week") -> int:
        """Whole weeks from ``earlier`` to this one; negative when this one comes first."""
        return (self.starts_on - earlier.starts_on).days // 7
