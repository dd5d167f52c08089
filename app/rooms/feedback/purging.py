"""Words are erased so many days after the last message; the receipt stays and tells what became of them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clocks import Clocks, purge_on
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.participant_acts import erase_words

MOST_AT_ONCE = 500


def purge_due_words(session: Session, today: date, *, clocks: Clocks | None = None) -> int:
    """Destroy the keys and the words of every thread whose day has come; returns how many, 500 at most."""
    clocks = clocks or Clocks()
    last_due = Week.of(today).minus(clocks.purge_days // 7)
    rows = select(Thread).where(Thread.last_week <= str(last_due), Thread.words_for_circle.is_not(None))
    due = [
        thread
        for thread in session.scalars(rows.order_by(Thread.last_week, Thread.id).limit(MOST_AT_ONCE))
        if purge_on(Week.parse(thread.last_week), clocks) <= today
    ]
    for thread in due:
        erase_words(session, thread)
    session.flush()
    return len(due)
