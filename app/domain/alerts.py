"""Public warnings: their kinds, how long one may stand, and what a steward says before it is public."""

from collections.abc import Set
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import InvalidInput

LONGEST_DAYS = 60
LONGEST_TITLE = 100
LONGEST_BODY = 2_000


class AlertKind(StrEnum):
    """What people are warned of."""

    BAD_DATE = "bad_date"
    BAD_BATCH = "bad_batch"
    POLICE = "police"
    OTHER = "other"


class AlertState(StrEnum):
    """``ended`` before its day by a steward; one whose day is over needs no act."""

    PUBLIC = "public"
    ENDED = "ended"


CHECKS = ("names_nobody", "hides_speaker", "says_less")
"""What a steward ticks: no name of a participant, nothing that leads to who told it, no finer place or time
than people need."""


def is_current(ends_on: date, ended_on: date | None, today: date) -> bool:
    """Whether it still stands on the page; its last day counts."""
    return ended_on is None and today <= ends_on


def check_alert(title: str, body: str) -> tuple[str, str]:
    """Title and text without the white space around them, else ``InvalidInput``."""
    for name, words, longest in (("title", title, LONGEST_TITLE), ("body", body, LONGEST_BODY)):
        if not words.strip():
            raise InvalidInput("field.required", field=name)
        if len(words.strip()) > longest:
            raise InvalidInput("field.too_long", field=name, limit=longest)
    return title.strip(), body.strip()


def check_end(ends_on: date, today: date) -> None:
    """A warning ends today at the earliest and in sixty days at the latest: an old one warns nobody."""
    if not today <= ends_on <= today + timedelta(days=LONGEST_DAYS):
        raise InvalidInput("alert_bad_end", field="ends_on", most=LONGEST_DAYS)


def check_said(said: Set[str]) -> None:
    """Every check was ticked, else ``InvalidInput``."""
    if not set(CHECKS) <= said:
        raise InvalidInput("alert_needs_checks", field="check")
