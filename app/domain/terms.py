"""Terms of office: who holds what, and how many terms in a row somebody has served."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Office(StrEnum):
    """What a member does besides voting."""

    MEMBER = "member"
    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    SECRETARY = "secretary"


@dataclass(frozen=True)
class Span:
    """``ends_on`` is the first day after it; None while nobody knows."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def meets(self, other: "Span") -> bool:
        """Whether the two share a day."""
        begins_before_end = self.ends_on is None or other.starts_on < self.ends_on
        return begins_before_end and (other.ends_on is None or self.starts_on < other.ends_on)


def count_in_a_row(spans: Iterable[Span], starts_on: date) -> int:
    """How many of one person's terms lead up to this day without a day between them."""
    served, begins = 0, starts_on
    for span in sorted(spans, key=lambda one: one.starts_on, reverse=True):
        if span.starts_on >= begins:
            continue
        if span.ends_on is not None and span.ends_on < begins:
            break
        served, begins = served + 1, span.starts_on
    return served
