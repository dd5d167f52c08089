"""What the person says to the copy that others will read, and what silence means."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clocks import silence_is_agreement
from app.domain.lifecycles import SAFE_COPY, FeedbackState, SafeCopyState
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.stewardship import SafeCopy
from app.rooms.feedback.clocks import get_clock_history


def find_safe_copy(session: Session, thread: Thread) -> SafeCopy | None:
    """The newest safe copy of the thread, in whatever state."""
    newest = select(SafeCopy).where(SafeCopy.thread_id == thread.id).order_by(SafeCopy.number.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def move_safe_copy(session: Session, copy: SafeCopy, *, to: SafeCopyState) -> None:
    """Lock the copy and move it along its lifecycle, else ``IllegalMove``."""
    session.refresh(copy, with_for_update=True)
    copy.state = SAFE_COPY.move(SafeCopyState(copy.state), to).value
    copy.version += 1
    session.flush()


def copy_mark(copy: SafeCopy) -> str:
    """Which text a page showed, so that nobody agrees to another one."""
    return f"{copy.number}.{copy.version}"


def accept_silence(session: Session, *, week: Week) -> int:
    """Take so many weeks without a word as agreement to the shown copy, as sent; returns how many."""
    history = get_clock_history(session)
    shown = (
        select(SafeCopy, Thread.week)
        .join(Thread, Thread.id == SafeCopy.thread_id)
        .where(
            SafeCopy.state == SafeCopyState.SHOWN.value,
            SafeCopy.shown_week < str(week),
            Thread.state != FeedbackState.WITHDRAWN.value,
        )
        .with_for_update(of=SafeCopy)
    )
    silent = [
        copy
        for copy, arrived in session.execute(shown)
        if copy.shown_week
        and silence_is_agreement(Week.parse(copy.shown_week), week, history.of_week(Week.parse(arrived)))
    ]
    for copy in silent:
        move_safe_copy(session, copy, to=SafeCopyState.AGREED_BY_SILENCE)
    return len(silent)
