"""What became of one voice, joined from the other rooms' tables."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import AnswerState, HoldState
from app.models.answers import Answer, AnswerThread
from app.models.feedback import Receipt, Thread
from app.models.stewardship import Hold

# A hold that was only asked for, or refused, is no news for the person: nothing was held back.
_TOLD = (HoldState.CONFIRMED.value, HoldState.APPEALED.value, HoldState.UPHELD.value)


def find_thread_by_lookup(session: Session, lookup: bytes) -> Thread | None:
    """The thread that a code's lookup value leads to; None for a wrong, malformed or erased one."""
    found = select(Thread).join(Receipt, Receipt.thread_id == Thread.id).where(Receipt.lookup == lookup)
    return session.scalars(found).one_or_none()


def list_answers(session: Session, thread: Thread) -> list[Answer]:
    """The published answers that reached this voice, itself or by one of its themes, newest first."""
    newest = _answers(thread).order_by(Answer.published_on.desc(), Answer.id.desc())
    return list(session.scalars(newest))


def count_answers(session: Session, thread: Thread) -> int:
    """How many published answers concern this voice."""
    return session.scalar(select(func.count()).select_from(_answers(thread).subquery())) or 0


def find_hold(session: Session, thread: Thread) -> Hold | None:
    """The newest hold that a second reader has confirmed."""
    told = select(Hold).where(Hold.thread_id == thread.id, Hold.state.in_(_TOLD))
    return session.scalars(told.order_by(Hold.id.desc()).limit(1)).one_or_none()


def _answers(thread: Thread) -> Select[Answer]:
    # Publishing notes every voice that an answer reaches, also those of its themes.
    reached = select(AnswerThread.answer_id).where(AnswerThread.thread_id == thread.id)
    return select(Answer).where(Answer.state == AnswerState.PUBLISHED.value, Answer.id.in_(reached))
