"""Counts beside the inbox, for the start page and for the public numbers."""

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import FeedbackState, HoldState, SafeCopyState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.stewardship import Hold, Theme, ThreadTheme
from app.rooms.accounts.circles import CircleName
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.stewardship.filters import DUE, LATE, OPEN_VALUES, Filters, conditions, in_circle, visible_to
from app.rooms.stewardship.floods import count_flooded
from app.web.actors import Actor
from app.web.counting import count_each_up_to


@dataclass(frozen=True)
class Sealed:
    """Counts of what only outside readers open, for everybody else who works the inbox."""

    about_staff: int = 0
    held_back: int = 0


@dataclass(frozen=True)
class Waiting:
    """How many voices wait for one reader, by why; each counted as far as ``MOST_COUNTED``."""

    unlooked: int = 0
    late: int = 0
    due: int = 0
    change_asked: int = 0
    drafted: int = 0
    agreed: int = 0
    holds: int = 0
    appeals: int = 0
    flooded: int = 0
    sealed: Sealed = field(default_factory=Sealed)


def count_sealed(session: Session) -> Sealed:
    """What is sealed to the outside readers: about staff and still open, and held back."""
    outside = in_circle(session, CircleName.OUTSIDE)
    about_staff = select(Thread.id).where(outside, Thread.state.in_(OPEN_VALUES))
    held_back = select(Thread.id).where(Thread.state == FeedbackState.HELD_BACK.value)
    return Sealed(**count_each_up_to(session, {"about_staff": about_staff, "held_back": held_back}))


def count_waiting(session: Session, actor: Actor, *, now: Week) -> Waiting:
    """The numbers of the actor's start page."""
    history, mine = get_clock_history(session), visible_to(session, actor)
    states = {
        "unlooked": FeedbackState.RECEIVED.value,
        "late": LATE,
        "due": DUE,
        "change_asked": f"copy:{SafeCopyState.CHANGE_ASKED.value}",
        "drafted": f"copy:{SafeCopyState.DRAFTED.value}",
        "agreed": f"copy:{SafeCopyState.AGREED.value}",
        "holds": f"hold:{HoldState.ASKED.value}",
        "appeals": f"hold:{HoldState.APPEALED.value}",
    }
    counted = count_each_up_to(
        session,
        {
            name: select(Thread.id).where(mine, *conditions(Filters(state), now, history))
            for name, state in states.items()
        },
    )
    return Waiting(
        **counted,
        flooded=count_flooded(session, actor),
        sealed=Sealed() if actor.may(Permission.FEEDBACK_OPEN_OUTSIDE) else count_sealed(session),
    )


def count_held_back(session: Session, *, decided_by: Week | None = None) -> dict[str, int]:
    """How many voices are held back now, by ground; ``decided_by``: only what was confirmed until then."""
    held = (HoldState.CONFIRMED.value, HoldState.APPEALED.value, HoldState.UPHELD.value)
    rows = select(Hold.ground, func.count()).join(Thread, Thread.id == Hold.thread_id)
    rows = rows.where(Hold.state.in_(held), Thread.state == FeedbackState.HELD_BACK.value)
    if decided_by is not None:
        rows = rows.where(Hold.decided_week <= str(decided_by))
    return {ground: count for ground, count in session.execute(rows.group_by(Hold.ground))}


def count_voices_by_theme(session: Session) -> dict[int, int]:
    """How many voices each theme was given to, without those withdrawn, as far as ``MOST_COUNTED``."""
    # A voice's state is looked up for each row, so that a database never joins all that a theme was given to.
    state = select(Thread.state).where(Thread.id == ThreadTheme.thread_id).scalar_subquery()
    given = select(ThreadTheme.thread_id).where(state != FeedbackState.WITHDRAWN.value)
    themes = session.scalars(select(Theme.id)).all()
    return count_each_up_to(session, {theme: given.where(ThreadTheme.theme_id == theme) for theme in themes})
