"""More time for an answer: each code that waits for it shows the new day and the reason; so does /answers."""

from datetime import date

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import AnswerState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.answers import Answer
from app.models.decisions import Extension
from app.rooms.answers.actions import lock_draft, office_of
from app.rooms.answers.targets import list_who_waits, lock_threads
from app.rooms.feedback.longer import ANSWER, MoreTime, answer_clock, take_more_time
from app.rooms.ledger.actions import append
from app.web.actors import Actor
from app.web.public_version import raise_public_version


def extend_answer(
    session: Session, actor: Actor, answer: Answer, *, longer: MoreTime, version: int, today: date
) -> Extension:
    """Promise it for a later day. ``InvalidInput`` without a reason; ``ChangedMeanwhile`` as ``lock_draft``.

    Of each voice that waits only the week of the new day is kept.
    """
    actor.require(Permission.ANSWER_PUBLISH)
    lock_draft(session, answer, version=version)
    clock, due = answer_clock(answer), answer.due_on
    row = take_more_time(session, clock, due, to=longer.until, reason=longer.reason, today=today)
    answer.due_on = row.due_is_on
    answer.version += 1
    voices = list_who_waits(session, answer)
    lock_threads(session, voices)
    for thread in voices:
        thread.extended_week = max(thread.extended_week or "", str(Week.of(row.due_is_on)))
    session.flush()
    raise_public_version(session)
    office = office_of(actor, Permission.ANSWER_PUBLISH)
    facts = {"until": row.due_is_on.isoformat()}
    append(
        session,
        Leaf("answer.extend", f"answer:{answer.ref}", answer.state, office, str(Week.of(today)), facts),
    )
    return row


def list_more_time(session: Session, *, most: int = 20) -> list[MoreTime]:
    """The newest promises of answers that are still being written, for everybody; never to whom."""
    drafts = select(literal(ANSWER) + Answer.ref).where(Answer.state == AnswerState.DRAFT.value)
    rows = select(Extension).where(Extension.subject.in_(drafts)).order_by(Extension.id.desc())
    return [MoreTime(row.due_is_on, row.reason) for row in session.scalars(rows.limit(most))]
