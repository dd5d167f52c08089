"""The inbox: envelopes with their clear columns, late first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlalchemy.orm import Session

from app.domain.clock_history import ClockHistory
from app.domain.clocks import Timing, appeal_due, timing_in_weeks
from app.domain.lifecycles import FeedbackState, HoldState
from app.domain.waiting import is_first_look, timing_of
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.organisation import OfferedLanguage, Place
from app.models.stewardship import Hold, SafeCopy, ThreadReading
from app.rooms.feedback.clocks import dates_of, get_clock_history
from app.rooms.stewardship.filters import DUE, LATE, Filters, conditions, late, visible_to
from app.web.actors import Actor
from app.web.counting import count_up_to

PAGE_SIZE = 25


@dataclass(frozen=True)
class Cursor:
    """The last row of a page: late rows come first, the longest waiting ahead; then the newest."""

    is_late: bool
    week: str
    id: int

    def __str__(self) -> str:
        return f"{'l' if self.is_late else 'n'}.{self.week}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Cursor | None":
        """What ``str`` wrote; None for anything else, so that a broken link shows the first page."""
        group, _, rest = text.partition(".")
        week, _, number = rest.partition(".")
        if group not in ("l", "n") or not (number.isascii() and number.isdigit()) or len(number) > 19:
            return None
        return cls(group == "l", week[:8], min(int(number), 2**63 - 1))


@dataclass(frozen=True)
class Envelope:
    """One row: nothing but what is stored in clear. ``copy_state`` and ``hold_state`` None: there is none."""

    ref: str
    week: str
    channel: str
    place: str | None
    language: str
    kind: str
    word_use: str
    state: str
    asks_board: bool
    timing: Timing | None
    is_first_look: bool
    was_opened: bool
    copy_state: str | None
    hold_state: str | None


@dataclass(frozen=True)
class Inbox:
    """One page of envelopes; ``older`` continues it. ``total`` counts all, as far as 200."""

    rows: Sequence[Envelope]
    total: int
    older: str = ""


def list_inbox(
    session: Session, actor: Actor, *, filters: Filters, now: Week, after: Cursor | None = None
) -> Inbox:
    """A page of what this actor may open, by keyset."""
    history = get_clock_history(session)
    where = and_(visible_to(session, actor), *conditions(filters, now, history))
    is_late = late(now, history)
    rows: list[tuple[Thread, str | None]] = []
    # What is due this week is not late, and what is late is nothing else: half of the list need not be asked.
    if filters.state != DUE and (after is None or after.is_late):
        rows += _page(session, and_(where, is_late), after=after, oldest_first=True, limit=PAGE_SIZE + 1)
    if filters.state != LATE and len(rows) <= PAGE_SIZE:
        start = after if after and not after.is_late else None
        limit = PAGE_SIZE + 1 - len(rows)
        rows += _page(session, and_(where, ~is_late), after=start, oldest_first=False, limit=limit)
    envelopes = _envelopes(session, rows[:PAGE_SIZE], now, history)
    older = ""
    if len(rows) > PAGE_SIZE:
        last, timing = rows[PAGE_SIZE - 1][0], envelopes[-1].timing
        older = str(Cursor(timing is not None and timing.is_overdue, last.week, last.id))
    return Inbox(envelopes, count_up_to(session, select(Thread.id).where(where)), older)


def get_envelope(session: Session, thread: Thread, *, now: Week) -> Envelope:
    """The clear columns of one voice."""
    place = session.get(Place, thread.place_id) if thread.place_id else None
    history = get_clock_history(session)
    return _envelopes(session, [(thread, place.name if place else None)], now, history)[0]


def list_languages(session: Session) -> list[str]:
    """Languages that the form is offered in."""
    return list(session.scalars(select(OfferedLanguage.code).order_by(OfferedLanguage.code)))


def list_places(session: Session) -> list[Place]:
    """Places in their order."""
    return list(session.scalars(select(Place).order_by(Place.position)))


def _page(
    session: Session, where: ColumnElement[bool], *, after: Cursor | None, oldest_first: bool, limit: int
) -> list[tuple[Thread, str | None]]:
    # Which voices first, from the index alone, and then the rows of this page and no others.
    order = (Thread.week, Thread.id) if oldest_first else (Thread.week.desc(), Thread.id.desc())
    ids = select(Thread.id).where(where)
    if after is not None:
        key, here = tuple_(Thread.week, Thread.id), tuple_(after.week, after.id)
        ids = ids.where(key > here if oldest_first else key < here)
    chosen = list(session.scalars(ids.order_by(*order).limit(limit)))
    rows = select(Thread, Place.name).outerjoin(Place, Place.id == Thread.place_id)
    found = session.execute(rows.where(Thread.id.in_(chosen)).order_by(*order))
    return [(thread, place) for thread, place in found]


def _envelopes(
    session: Session, rows: Sequence[tuple[Thread, str | None]], now: Week, history: ClockHistory
) -> list[Envelope]:
    ids = [thread.id for thread, _ in rows]
    copies: dict[int, str] = {
        thread_id: state
        for thread_id, state in session.execute(
            select(SafeCopy.thread_id, SafeCopy.state)
            .where(SafeCopy.thread_id.in_(ids))
            .order_by(SafeCopy.number)
        )
    }
    newest = select(Hold).where(Hold.thread_id.in_(ids)).order_by(Hold.id)
    holds = {hold.thread_id: hold for hold in session.scalars(newest)}
    read = set(session.scalars(select(ThreadReading.thread_id).where(ThreadReading.thread_id.in_(ids))))
    return [
        Envelope(
            ref=thread.ref,
            week=thread.week,
            channel=thread.channel,
            place=place,
            language=thread.language,
            kind=thread.kind,
            word_use=thread.word_use,
            state=thread.state,
            asks_board=thread.asks_board,
            timing=_timing(thread, holds.get(thread.id), now, history),
            is_first_look=is_first_look(FeedbackState(thread.state)),
            was_opened=thread.id in read,
            copy_state=copies.get(thread.id),
            hold_state=holds[thread.id].state if thread.id in holds else None,
        )
        for thread, place in rows
    ]


def _timing(thread: Thread, hold: Hold | None, now: Week, history: ClockHistory) -> Timing | None:
    if hold and hold.state == HoldState.APPEALED.value and hold.appealed_week:
        asked = Week.parse(hold.appealed_week)
        return timing_in_weeks(appeal_due(asked, history.of_week(asked)), now)
    clocks = history.of_week(Week.parse(thread.week))
    return timing_of(FeedbackState(thread.state), dates_of(thread), now=now, clocks=clocks)
