"""When things are due, and what they are called when they are not done.

What a participant starts runs in whole weeks from the end of the week of arrival, because nothing finer
is stored; the rest runs in days of the organisation's time zone (source: PRODUCT, "Clocks").
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from app.domain.errors import InvalidInput
from app.domain.weeks import Week

Due = TypeVar("Due", Week, date)
LONGEST = 3650


@dataclass(frozen=True)
class Clocks:
    """The organisation's clocks; the unit stands at the end of each name."""

    acknowledge_weeks: int = 1
    answer_weeks: int = 2
    silence_weeks: int = 2
    appeal_weeks: int = 2
    notice_hours: int = 48
    minutes_days: int = 7
    reply_days: int = 14
    report_back_days: int = 30
    helped_days: int = 30
    purge_days: int = 90
    receipt_days: int = 365


def check_clocks(clocks: Clocks) -> None:
    """Raise ``InvalidInput("clock_out_of_range")`` unless each is 1 to 3650 of its unit."""
    for field in fields(clocks):
        if not 1 <= getattr(clocks, field.name) <= LONGEST:
            raise InvalidInput("clock_out_of_range", field=field.name, least=1, most=LONGEST)


def acknowledge_due(arrived: Week, clocks: Clocks) -> Week:
    """The week in whose end a voice has been looked at."""
    return arrived.plus(clocks.acknowledge_weeks)


def answer_due(arrived: Week, clocks: Clocks) -> Week:
    """The week in whose end a voice has its answer."""
    return arrived.plus(clocks.answer_weeks)


def silence_is_agreement(shown: Week, now: Week, clocks: Clocks) -> bool:
    """True when a safe copy was shown and so many whole weeks passed without a word from the person."""
    return now > shown.plus(clocks.silence_weeks)


def appeal_due(appealed: Week, clocks: Clocks) -> Week:
    """The week in whose end an appeal, made in this one, has been heard by somebody else."""
    return appealed.plus(clocks.appeal_weeks)


def purge_on(last_message: Week, clocks: Clocks) -> date:
    """The first day on which the sealed words of a thread are erased."""
    return last_message.ends_on + timedelta(days=clocks.purge_days)


def receipt_ends_on(last_step_on: date, clocks: Clocks) -> date:
    """The last day a receipt opens. Purged words do not shorten it."""
    return last_step_on + timedelta(days=clocks.receipt_days)


def notice_due_at(meeting_starts_at: datetime, clocks: Clocks) -> datetime:
    """The latest moment at which the agenda of a meeting may be published."""
    return meeting_starts_at - timedelta(hours=clocks.notice_hours)


def minutes_due_on(held_on: date, clocks: Clocks) -> date:
    """When the minutes of a meeting are due."""
    return held_on + timedelta(days=clocks.minutes_days)


def reply_due_on(decided_on: date, clocks: Clocks) -> date:
    """When leadership's reply to a recommendation is due."""
    return decided_on + timedelta(days=clocks.reply_days)


def report_back_due_on(step_done_on: date, clocks: Clocks) -> date:
    """When the people who spoke are told that a step is done."""
    return step_done_on + timedelta(days=clocks.report_back_days)


def ask_if_it_helped_on(change_made_on: date, clocks: Clocks) -> date:
    """The day from which receipts ask "did it help?"."""
    return change_made_on + timedelta(days=clocks.helped_days)


@dataclass(frozen=True)
class Extension(Generic[Due]):
    """A new due week or day and why; both are public."""

    to: Due
    reason: str


def extend(due: Due, to: Due, *, reason: str) -> Extension[Due]:
    """Give more time. Raises ``InvalidInput`` without a reason or when ``to`` is not later than ``due``."""
    if not reason.strip():
        raise InvalidInput("extension_needs_reason", field="reason")
    if not to > due:
        raise InvalidInput("extension_must_be_later", field="to")
    return Extension(to, reason.strip())


class Standing(StrEnum):
    """Where something stands against its clock."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    LATER = "due_later"
    THIS_WEEK = "due_this_week"
    EXTENDED = "extended"
    LATE = "late"


class Unit(StrEnum):
    """What an amount of time is counted in."""

    WEEKS = "weeks"
    DAYS = "days"


@dataclass(frozen=True)
class Timing:
    """``amount`` weeks or days: left when not done yet, over when late or done late, else 0."""

    standing: Standing
    amount: int
    unit: Unit

    @property
    def is_overdue(self) -> bool:
        """Not done and past its clock: this puts itself on the next agenda."""
        return self.standing is Standing.LATE


def timing_in_weeks(
    due: Week, now: Week, *, extension: Extension[Week] | None = None, done: Week | None = None
) -> Timing:
    """Late begins with the week after the one that it is due in."""
    last = extension.to if extension else due
    left = last.weeks_since(now if done is None else done)
    return _timing(left, Unit.WEEKS, done is not None, extension is not None, this_week=left == 0)


def timing_in_days(
    due_on: date, today: date, *, extension: Extension[date] | None = None, done_on: date | None = None
) -> Timing:
    """Late begins with the day after the one that it is due on."""
    last = extension.to if extension else due_on
    left = (last - (today if done_on is None else done_on)).days
    this_week = Week.of(last) == Week.of(today)
    return _timing(left, Unit.DAYS, done_on is not None, extension is not None, this_week=this_week)


def _timing(left: int, unit: Unit, done: bool, extended: bool, *, this_week: bool) -> Timing:
    if done:
        standing = Standing.DONE_IN_TIME if left >= 0 else Standing.DONE_LATE
        return Timing(standing, max(0, -left), unit)
    if left < 0:
        return Timing(Standing.LATE, -left, unit)
    if extended:
        return Timing(Standing.EXTENDED, left, unit)
    return Timing(Standing.THIS_WEEK if this_week else Standing.LATER, left, unit)
