"""Words are erased so many days after the last message; the receipt stays and tells what became of them."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.clocks import Clocks, purge_on
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.clocks import arrived_in, get_clock_history
from app.rooms.feedback.participant_acts import erase_words

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
        erase_words(session, thread)
    session.flush()
    return len(due)


def _last_due(today: date, clocks: Clocks) -> Week:
    return Week.of(today).minus(clocks.purge_days // 7)
