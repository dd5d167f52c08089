"""Counting voices for the public numbers, before anything is hidden."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.clocks import appeal_due
from app.domain.feedback_kinds import Channel, Kind
from app.domain.holding import HoldGround
from app.domain.lifecycles import FeedbackState, HoldState
from app.domain.measures import Answered, Tally
from app.domain.public_numbers import UNSAID, VoiceCounts, last_week_counted, last_week_of_arrival
from app.domain.safety import FirstLook
from app.domain.weeks import Week
from app.domain.word_use import WordUse
from app.models.care import SafetyItem, StaffHandover
from app.models.decisions import Helped
from app.models.feedback import Thread
from app.models.stewardship import Hold, Theme, ThreadTheme
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.feedback.floods import is_not_set_aside
from app.rooms.stewardship.counts import count_held_back

OTHER_LANGUAGE = "other"
CHANGES = (FeedbackState.CHANGE_PLANNED.value, FeedbackState.CHANGE_MADE.value)
WAITING = (
    FeedbackState.RECEIVED.value,
    FeedbackState.BEING_LOOKED_AT.value,
    FeedbackState.WITH_BOARD.value,
)
HELPED = ("yes", "some", "no", "unknown")


def count_voices(session: Session, *, languages: Sequence[str], today: date) -> VoiceCounts:
    """All counts of the same voices; languages that are not offered are one row."""
    counted = and_(
        Thread.week <= str(last_week_of_arrival(today)),
        Thread.state != FeedbackState.WITHDRAWN.value,
        is_not_set_aside(),
    )
    by_language = _by(session, Thread.language, counted)
    spoken = {code: by_language.pop(code, 0) for code in languages}
    return VoiceCounts(
        answered=_answered(session, counted),
        by_kind=_all_keys((*Kind, UNSAID), _by(session, Thread.kind, counted)),
        by_language={**spoken, OTHER_LANGUAGE: sum(by_language.values())},
        by_channel=_all_keys(Channel, _by(session, Thread.channel, counted)),
        by_theme=_by_theme(session, counted),
        changed=_by(session, Thread.kind, and_(counted, Thread.state.in_(CHANGES))),
        waiting=_count(session, counted, Thread.state.in_(WAITING), Thread.answered_week.is_(None)),
        real_answer=Tally(
            _count(session, counted, Thread.verdict == "answered"),
            _count(session, counted, Thread.verdict.is_not(None)),
        ),
        safety_in_time=_safety(session, counted),
        appeals_in_time=_appeals(session, last_week_counted(today)),
        ever_held_back=_ever_held_back(session, last_week_counted(today)),
        about_staff=_count(session, counted, Thread.is_about_staff.is_(True)),
        leadership_told=_told(session, counted, until=last_week_counted(today)),
        told_as_number=_told(
            session, counted, StaffHandover.word_use == WordUse.COUNT.value, until=last_week_counted(today)
        ),
    )


def count_held_back_by_ground(session: Session, *, today: date) -> dict[str, int]:
    """Voices held back until the end of the counted weeks, with every ground there is."""
    return _all_keys(HoldGround, count_held_back(session, decided_by=last_week_counted(today)))


def count_helped(session: Session, *, today: date) -> dict[str, int]:
    """What people who spoke said of changes until the end of the counted weeks."""
    until = str(last_week_counted(today))
    rows = select(Helped.answer, func.count()).where(Helped.week <= until).group_by(Helped.answer)
    return _all_keys(HELPED, {answer: count for answer, count in session.execute(rows)})


def _all_keys(keys: Iterable[str], found: dict[str, int]) -> dict[str, int]:
    return {str(key): found.get(key, 0) for key in keys}


def _by(session: Session, column: InstrumentedAttribute[str], counted: ColumnElement[bool]) -> dict[str, int]:
    rows = select(column, func.count()).where(counted).group_by(column)
    return {value: count for value, count in session.execute(rows)}


def _by_theme(session: Session, counted: ColumnElement[bool]) -> dict[str, int]:
    rows = (
        select(Theme.name, func.count())
        .join(ThreadTheme, ThreadTheme.theme_id == Theme.id)
        .join(Thread, Thread.id == ThreadTheme.thread_id)
        .where(counted)
        .group_by(Theme.id, Theme.name)
        .order_by(func.count().desc(), Theme.name)
    )
    return {name: count for name, count in session.execute(rows)}


def _answered(session: Session, counted: ColumnElement[bool]) -> tuple[Answered, ...]:
    columns = (Thread.week, Thread.answered_week)
    rows = session.execute(select(*columns, func.count()).where(counted).group_by(*columns))
    return tuple(
        Answered(Week.parse(arrived), Week.parse(answered) if answered else None, voices)
        for arrived, answered, voices in rows
    )


def _safety(session: Session, counted: ColumnElement[bool]) -> Tally:
    """Time to a human: of all that came to the safety queue, what was first looked at in time."""
    items = select(func.count()).select_from(SafetyItem).join(Thread, Thread.id == SafetyItem.thread_id)
    items = items.where(counted)
    in_time = items.where(SafetyItem.first_look == FirstLook.IN_TIME.value)
    return Tally(session.scalar(in_time) or 0, session.scalar(items) or 0)


def _appeals(session: Session, until: Week) -> Tally:
    """Of those that were heard, or whose clock was up, by the end of this week; in time: heard by then."""
    history = get_clock_history(session)
    rows = select(Hold.appealed_week, Hold.appeal_decided_week).where(Hold.appealed_week <= str(until))
    in_time = whole = 0
    for week, decided in session.execute(rows):
        asked, heard = Week.parse(week or ""), Week.parse(decided) if decided else None
        due = appeal_due(asked, history.of_week(asked))
        is_heard = heard is not None and heard <= until
        whole += is_heard or due < until
        in_time += heard is not None and is_heard and heard <= due
    return Tally(in_time, whole)


def _ever_held_back(session: Session, until: Week) -> int:
    held = (
        select(func.count())
        .select_from(Hold)
        .where(Hold.state != HoldState.REFUSED.value, Hold.decided_week <= str(until))
    )
    return session.scalar(held) or 0


def _told(session: Session, *where: ColumnElement[bool], until: Week) -> int:
    """What leadership was told of by the end of this week, of what is still about staff."""
    told = select(func.count()).select_from(StaffHandover).join(Thread, Thread.id == StaffHandover.thread_id)
    told = told.where(Thread.is_about_staff, StaffHandover.week <= str(until), *where)
    return session.scalar(told) or 0


def _count(session: Session, *where: ColumnElement[Any]) -> int:  # Any: a condition on any column
    return session.scalar(select(func.count()).select_from(Thread).where(*where)) or 0
