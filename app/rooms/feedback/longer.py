"""More time on a clock: each with its reason, and both are public.

``subject`` names the clock: ``answer:A-…``, ``reply:D-…``, ``report:D-…``, ``minutes:M-…``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session

from app.domain.clocks import Extension as Longer
from app.domain.clocks import extend
from app.domain.lifecycles import AnswerState
from app.models.answers import Answer, AnswerTheme, AnswerThread
from app.models.decisions import Extension
from app.models.feedback import Thread
from app.models.stewardship import ThreadTheme

ANSWER = "answer:"


@dataclass(frozen=True)
class MoreTime:
    """What everybody may read of it. Never when it was due before: of one voice that tells its week."""

    until: date
    reason: str


def answer_clock(answer: Answer) -> str:
    """The name of an answer's clock."""
    return f"{ANSWER}{answer.ref}"


def take_more_time(
    session: Session, subject: str, due: date, *, to: date, reason: str, today: date
) -> Extension:
    """Write it down; the new day counts from an earlier extension. ``InvalidInput`` without a reason."""
    before = find_extension(session, subject)
    was = max(before.due_is_on, due) if before else due
    longer = extend(was, to, reason=reason)
    row = Extension(
        subject=subject, due_was_on=was, due_is_on=longer.to, reason=longer.reason, extended_on=today
    )
    session.add(row)
    session.flush()
    return row


def find_extension(session: Session, subject: str) -> Extension | None:
    """The newest extension of a clock, or None."""
    newest = select(Extension).where(Extension.subject == subject).order_by(Extension.id.desc())
    return session.scalars(newest.limit(1)).one_or_none()


def find_longer(session: Session, subject: str) -> Longer[date] | None:
    """The same as the rules of clocks take it."""
    row = find_extension(session, subject)
    return Longer(row.due_is_on, row.reason) if row else None


def list_longer(session: Session, subjects: Iterable[str]) -> dict[str, Longer[date]]:
    """The newest extension of each of these clocks that has one."""
    rows = select(Extension).where(Extension.subject.in_(list(subjects))).order_by(Extension.id)
    return {row.subject: Longer(row.due_is_on, row.reason) for row in session.scalars(rows)}


def list_more_time_of(session: Session, thread: Thread) -> list[MoreTime]:
    """Why the answer to this voice takes longer, the first reason first; nothing once it is answered."""
    if thread.extended_week is None or thread.answered_week is not None:
        return []
    named = select(AnswerThread.answer_id).where(AnswerThread.thread_id == thread.id)
    by_theme = (
        select(AnswerTheme.answer_id)
        .join(ThreadTheme, ThreadTheme.theme_id == AnswerTheme.theme_id)
        .where(ThreadTheme.thread_id == thread.id)
    )
    drafts = select(literal(ANSWER) + Answer.ref).where(
        Answer.state == AnswerState.DRAFT.value, or_(Answer.id.in_(named), Answer.id.in_(by_theme))
    )
    rows = select(Extension).where(Extension.subject.in_(drafts)).order_by(Extension.id)
    return [MoreTime(row.due_is_on, row.reason) for row in session.scalars(rows)]
