"""Why words were erased, and when a receipt ends."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.domain.clocks import Clocks, receipt_ends_on
from app.domain.errors import InvalidInput


class Erasure(StrEnum):
    """``time``: their day had come; ``taken_back``: by their own person; the rest: by a steward's hand."""

    TIME = "time"
    TAKEN_BACK = "taken_back"
    NAMES_SOMEONE = "names_someone"
    ASKED = "asked"
    MISTAKE = "mistake"


BY_HAND = (Erasure.NAMES_SOMEONE, Erasure.ASKED, Erasure.MISTAKE)


def read_reason(text: str) -> Erasure:
    """One of ``BY_HAND``, else ``InvalidInput("erase_needs_reason")``."""
    found = next((reason for reason in BY_HAND if reason.value == text), None)
    if found is None:
        raise InvalidInput("erase_needs_reason", field="because")
    return found


def receipt_is_over(steps: Iterable[date | None], *, today: date, clocks: Clocks) -> bool:
    """True after the last day of a receipt. ``steps``: the days of its trail's steps; None: one is open."""
    days = list(steps)
    done = [day for day in days if day is not None]
    return len(done) == len(days) > 0 and receipt_ends_on(max(done), clocks) < today
