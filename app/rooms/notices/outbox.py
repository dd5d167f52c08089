"""What is new in the queue becomes letters: found by the regular work, never by a participant's request."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.duty import DutyLine, whom_to_tell
from app.domain.lifecycles import FeedbackState
from app.domain.notices import NoticeKind, NoticeState
from app.domain.safety import SafetyState, is_late
from app.models.care import SafetyItem, SafetyStep
from app.models.feedback import Thread
from app.models.notices import Notice
from app.rooms.care.lines import line_of, list_members
from app.rooms.care.rota import list_on_duty
from app.rooms.notices.addresses import list_reachable
from app.web.house import OrganisationFacts


def find_what_is_new(session: Session, *, facts: OrganisationFacts, now: datetime) -> int:
    """Put a letter into the outbox for each reader who has to know and is not told yet; returns how many."""
    reachable = list_reachable(session)
    if not reachable:
        return 0
    known = {
        (account_id, kind, about)
        for account_id, kind, about in session.execute(select(Notice.account_id, Notice.kind, Notice.about))
    }
    wanted = [*_of_waiting(session, reachable, facts=facts, now=now), *_of_hand_overs(session, reachable)]
    new = [one for one in dict.fromkeys(wanted) if one not in known]
    session.add_all(
        Notice(
            account_id=account_id,
            kind=kind,
            about=about,
            state=NoticeState.WAITING.value,
            tries=0,
            letter_key=secrets.token_bytes(16),
        )
        for account_id, kind, about in new
    )
    session.flush()
    return len(new)


def _of_waiting(
    session: Session, reachable: set[int], *, facts: OrganisationFacts, now: datetime
) -> Iterable[tuple[int, str, str]]:
    rows = (
        select(SafetyItem, Thread)
        .join(Thread, Thread.id == SafetyItem.thread_id)
        .where(SafetyItem.state == SafetyState.WAITING.value)
        .where(Thread.state != FeedbackState.WITHDRAWN.value, Thread.words_for_circle.is_not(None))
    )
    for item, thread in session.execute(rows):
        late = is_late(item.slot_at, now)
        kind = NoticeKind.LATE if late else NoticeKind.SAFETY
        for account_id in _readers(session, line_of(session, thread), reachable, late, facts, now):
            yield account_id, kind.value, f"{thread.ref}.{item.version}"


def _readers(
    session: Session, line: DutyLine, reachable: set[int], late: bool, facts: OrganisationFacts, now: datetime
) -> tuple[int, ...]:
    """Who is on duty and can be reached; everybody of the line who can, when that is nobody."""
    members = [one.id for one in list_members(session, line) if one.id in reachable]
    return whom_to_tell(list_on_duty(session, line, facts=facts, now=now), members, is_late=late)


def _of_hand_overs(session: Session, reachable: set[int]) -> Iterable[tuple[int, str, str]]:
    rows = (
        select(SafetyStep.to_id, Thread.ref, SafetyStep.number)
        .join(Thread, Thread.id == SafetyStep.thread_id)
        .join(SafetyItem, SafetyItem.thread_id == SafetyStep.thread_id)
        .where(SafetyItem.state == SafetyState.LOOKED_AT.value, SafetyItem.keeper_id == SafetyStep.to_id)
    )
    for account_id, ref, number in session.execute(rows):
        if account_id in reachable:
            yield account_id, NoticeKind.HAND_OVER.value, f"{ref}.{number}"
