"""Words are erased so many days after the last message; the receipt stays and tells what became of them."""

from datetime import date

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from app.domain.clocks import Clocks, purge_on
from app.domain.retention import Erasure
from app.domain.weeks import Week
from app.models.feedback import Receipt, Thread
from app.rooms.feedback.clocks import arrived_in, get_clock_history
from app.rooms.feedback.erasing import RECEIPT, erase_words, note_purged
from app.web.scrub_requests import ask_for_scrub

MOST_AT_ONCE = 500


def purge_due_words(session: Session, today: date) -> int:
    """Destroy the keys and the words of every thread whose day has come; returns how many, 500 at most."""
    history = get_clock_history(session)
    over = [
        and_(arrived_in(span, Thread.last_week), Thread.last_week <= str(_last_due(today, span.clocks)))
        for span in history.spans()
    ]
    rows = select(Thread).where(or_(*over), Thread.words_for_circle.is_not(None))
    due = [
        thread
        for thread in session.scalars(rows.order_by(Thread.last_week, Thread.id).limit(MOST_AT_ONCE))
        if purge_on(Week.parse(thread.last_week), history.of_week(Week.parse(thread.last_week))) <= today
    ]
    for thread in due:
        erase_words(session, thread, because=Erasure.TIME)
    if due:
        ask_for_scrub(session)
    session.flush()
    return len(due)


def purge_listed(session: Session, refs: frozenset[str]) -> int:
    """Erase again what ``purged.list`` names (``F-7KQ2MX``, ``receipt:F-7KQ2MX``); returns how many were."""
    erased = 0
    for token in sorted(refs):
        what, _, ref = token.rpartition(":")
        thread = session.scalars(select(Thread).where(Thread.ref == ref)).one_or_none()
        if thread is None:
            continue
        erased += _erase_code(session, thread) if what == RECEIPT else _erase_again(session, thread)
    if erased:
        ask_for_scrub(session)
    session.flush()
    return erased


def _erase_code(session: Session, thread: Thread) -> int:
    gone = session.execute(delete(Receipt).where(Receipt.thread_id == thread.id).returning(Receipt.lookup))
    note_purged(session, thread.ref, RECEIPT)
    return len(gone.all())


def _erase_again(session: Session, thread: Thread) -> int:
    if thread.words_for_circle is None:
        return 0
    erase_words(session, thread, because=Erasure.TIME)
    return 1


def _last_due(today: date, clocks: Clocks) -> Week:
    return Week.of(today).minus(clocks.purge_days // 7)
