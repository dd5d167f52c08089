"""What an inbox lists: who may see which voice, and what was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from app.domain.clock_history import ClockHistory
from app.domain.lifecycles import FeedbackState, HoldState, SafeCopyState
from app.domain.permissions import Permission
from app.domain.waiting import OPEN_STATES, arrivals_due, is_first_look, late_arrivals
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.organisation import Place
from app.models.people import Circle
from app.models.stewardship import Hold, SafeCopy, Theme, ThreadTheme
from app.rooms.accounts.circles import CircleName
from app.rooms.feedback.clocks import arrived_in
from app.rooms.feedback.floods import stands_in_the_inbox
from app.web.actors import Actor

OPEN, LATE, DUE, ALL = "open", "late", "due", "all"
CHOICES = (
    OPEN,
    LATE,
    DUE,
    *(state.value for state in FeedbackState),
    "copy:drafted",
    "copy:shown",
    "copy:change_asked",
    "copy:agreed",
    "hold:asked",
    "hold:appealed",
    ALL,
)
"""What the inbox may be asked for, in the order in which it is offered."""
OPEN_VALUES = tuple(state.value for state in OPEN_STATES)
_SAME = {SafeCopyState.AGREED.value: (SafeCopyState.AGREED.value, SafeCopyState.AGREED_BY_SILENCE.value)}
_UNANSWERED = tuple(state.value for state in OPEN_STATES if not is_first_look(state))
_UNLOOKED = Thread.state == FeedbackState.RECEIVED.value
_WAITING = and_(Thread.state.in_(_UNANSWERED), Thread.answered_week.is_(None))


@dataclass(frozen=True)
class Filters:
    """What to list. ``state``: open, late, due, all, a state, ``copy:…`` or ``hold:…`` with such a state."""

    state: str = OPEN
    theme: str = ""
    place: str = ""
    language: str = ""

    @property
    def is_narrowed(self) -> bool:
        """True when something other than all that is open is asked for."""
        return self != Filters()


def known(filters: Filters) -> Filters:
    """The same, with a state that nothing can have read as "open"."""
    return filters if filters.state in CHOICES else replace(filters, state=OPEN)


def visible_to(session: Session, actor: Actor) -> ColumnElement[bool]:
    """What this actor's inbox holds: by circle, and as second reader what is asked to be held back.

    What came in a flood and waits, or was set aside, stands in an overview of its own.
    """
    mine = sealed_to(session, actor)
    if actor.may(Permission.HOLD_CONFIRM):
        asked = session.scalars(select(Hold.thread_id).where(Hold.state == HoldState.ASKED.value)).all()
        mine = or_(mine, Thread.id.in_(asked)) if asked else mine
    return and_(mine, stands_in_the_inbox())


def sealed_to(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Sealed to a circle whose voices this actor opens."""
    opens = {
        Permission.FEEDBACK_OPEN: CircleName.STEWARDS,
        Permission.FEEDBACK_OPEN_OUTSIDE: CircleName.OUTSIDE,
    }
    return in_circle(session, *(name for permission, name in opens.items() if actor.may(permission)))


def in_circle(session: Session, *names: CircleName) -> ColumnElement[bool]:
    """Sealed to one of these circles, whichever of its epochs.

    PostgreSQL is given the circles' numbers, whose share of the voices it knows; SQLite, which keeps no
    such statistics, would then go by the circle where another index is far better.
    """
    circles = select(Circle.id).where(Circle.name.in_([name.value for name in names]))
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return Thread.circle_id.in_(circles if is_sqlite else session.scalars(circles).all())


def _has_hold(state: str) -> ColumnElement[bool]:
    # From the few holds to their voices, never from every voice to its holds.
    return Thread.id.in_(select(Hold.thread_id).where(Hold.state == state))


def late(now: Week, history: ClockHistory) -> ColumnElement[bool]:
    """Past its running clock, by the clocks of its week of arrival; as ``domain.waiting.timing_of``."""
    unlooked = [
        and_(
            _UNLOOKED,
            arrived_in(span, Thread.week),
            Thread.week <= str(late_arrivals(now, span.clocks).unlooked),
        )
        for span in history.spans()
    ]
    return or_(*unlooked, and_(_WAITING, late_answer(now, history)))


def late_answer(now: Week, history: ClockHistory) -> ColumnElement[bool]:
    """No answer, and the week in whose end it was promised is over; more time included."""
    over = [
        and_(
            arrived_in(span, Thread.week),
            Thread.clock_week <= str(late_arrivals(now, span.clocks).unanswered),
        )
        for span in history.spans()
    ]
    return and_(Thread.answered_week.is_(None), or_(*over), _promised_before(now))


def _due(now: Week, history: ClockHistory) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [and_(_WAITING, Thread.extended_week == str(now))]
    for span in history.spans():
        due, here = arrivals_due(now, span.clocks), arrived_in(span, Thread.week)
        unanswered = and_(Thread.clock_week == str(due.unanswered), Thread.extended_week.is_(None))
        ways += [and_(_UNLOOKED, here, Thread.week == str(due.unlooked)), and_(_WAITING, here, unanswered)]
    return or_(*ways)


def _promised_before(now: Week) -> ColumnElement[bool]:
    return or_(Thread.extended_week.is_(None), Thread.extended_week < str(now))


def conditions(filters: Filters, now: Week, history: ClockHistory) -> Iterable[ColumnElement[bool]]:
    """All that the filters ask for, to be joined by "and"."""
    yield from _state_condition(filters.state, now, history)
    if filters.theme:
        given = select(ThreadTheme.thread_id).join(Theme).where(Theme.slug == filters.theme)
        yield Thread.id.in_(given)
    if filters.place:
        yield Thread.place_id.in_(select(Place.id).where(Place.slug == filters.place))
    if filters.language:
        yield Thread.language == filters.language


def _state_condition(state: str, now: Week, history: ClockHistory) -> Iterable[ColumnElement[bool]]:
    kind, _, value = state.partition(":")
    if kind == "copy":
        in_state = SafeCopy.state.in_(_SAME.get(value, (value,)))
        if value in _SAME:
            # Agreed copies pile up over the years, so from the voices that are still looked at.
            yield exists().where(SafeCopy.thread_id == Thread.id, in_state)
        else:
            # From the few copies in this state to their voices, as with holds.
            yield Thread.id.in_(select(SafeCopy.thread_id).where(in_state))
        yield Thread.state == FeedbackState.BEING_LOOKED_AT.value
    elif kind == "hold":
        yield _has_hold(value)
        yield Thread.state != FeedbackState.WITHDRAWN.value
    elif state in (LATE, DUE):
        yield late(now, history) if state == LATE else _due(now, history)
    elif state == OPEN:
        yield Thread.state.in_(OPEN_VALUES)
    elif state != ALL:
        yield Thread.state == state
