"""From the outside reader to leadership and back: sealed to the people it is for, and to nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.handing_over import HANDOVER, HandoverState, carries_words
from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.domain.word_use import WordUse
from app.models.care import StaffHandover, StaffHandoverCopy
from app.models.feedback import Thread
from app.models.people import Account, RoleGrant
from app.models.schema import random_reference
from app.rooms.care.queue import words_key
from app.rooms.feedback.messages import check_text
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.ledger.unnamed import note_unnamed
from app.rooms.stewardship.reading import may_act_on
from app.rooms.stewardship.safe_copies import read_copy
from app.vault.boxes import CannotOpen, open_text, seal_text
from app.web.actors import Actor

LEADERSHIP = (Role.DIRECTOR, Role.CHAIR)
"""The chair too: where it is about the director, the outside reader leaves the director out."""


MOST_TOLD = 20


@dataclass(frozen=True)
class Handed:
    """What one of leadership may read. ``words`` empty: only counted, or taken back meanwhile."""

    ref: str
    week: str
    state: str
    is_counted_only: bool
    is_taken_back: bool
    words: str = field(repr=False)


@dataclass(frozen=True)
class HandoverPart:
    """What the outside reader sees beside a voice. ``answer`` is for who opened it."""

    state: str | None
    week: str = ""
    answer: str = field(default="", repr=False)


@dataclass(frozen=True)
class Told:
    """A voice that leadership was told of; ``week`` of its answer, or of the hand-over while none is here."""

    ref: str
    state: str
    week: str


def list_leadership(session: Session) -> list[Account]:
    """Who may be handed something: directors and chairs."""
    roles = [role.value for role in LEADERSHIP]
    rows = select(Account).join(RoleGrant, RoleGrant.account_id == Account.id)
    rows = rows.where(Account.is_active, RoleGrant.role.in_(roles)).distinct()
    return list(session.scalars(rows.order_by(Account.display_name, Account.id)))


def hand_over_to_leadership(
    session: Session, actor: Actor, *, thread: Thread, to: Sequence[int], week: Week
) -> StaffHandover:
    """Once a voice: its agreed safe copy, sealed to each of these people, or only that there is one more."""
    actor.require(Permission.HANDOVER_MAKE)
    may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN)
    if not thread.is_about_staff or FeedbackState(thread.state) is FeedbackState.RECEIVED:
        raise IllegalMove("handover_not_now")
    if find_handover(session, thread) is not None:
        raise IllegalMove("handover_done_already")
    chosen = [one for one in list_leadership(session) if one.id in to]
    if not chosen:
        raise InvalidInput("handover_needs_somebody", field="to")
    copy = find_safe_copy(session, thread)
    in_words = carries_words(WordUse(thread.word_use), SafeCopyState(copy.state) if copy else None)
    words = read_copy(copy, actor=actor) if in_words else ""
    handover = StaffHandover(
        ref=_free_reference(session),
        thread_id=thread.id,
        state=HANDOVER.first.value,
        word_use=thread.word_use if in_words else WordUse.COUNT.value,
        week=str(week),
        by_id=actor.account_id,
    )
    session.add(handover)
    session.flush()
    session.add_all(
        StaffHandoverCopy(
            handover_id=handover.id,
            account_id=one.id,
            sealed_words=seal_text(one.public_key, words) if in_words else None,
        )
        for one in chosen
    )
    session.flush()
    note_unnamed(session, "handover.make", by=Role.OUTSIDE_READER.value, week=week)
    return handover


def answer_handover(session: Session, actor: Actor, ref: str, *, text: str, week: Week) -> None:
    """What leadership did, for the outside reader: sealed with the voice."""
    actor.require(Permission.HANDOVER_READ)
    found = select(StaffHandover).join(StaffHandoverCopy).where(StaffHandover.ref == ref)
    mine = found.where(StaffHandoverCopy.account_id == actor.account_id)
    handover = session.scalars(mine.with_for_update()).one_or_none()
    if handover is None:
        raise NotFound("not_found")
    words = check_text(text, field="answer")
    handover.state = HANDOVER.move(HandoverState(handover.state), HandoverState.ANSWERED).value
    thread = session.get_one(Thread, handover.thread_id)
    handover.sealed_answer = seal_text(thread.words_public_key, words)
    handover.answered_by_id, handover.answered_week = actor.account_id, str(week)
    session.flush()
    role = Role.DIRECTOR if Role.DIRECTOR in actor.roles else Role.CHAIR
    note_unnamed(session, "handover.answer", by=role.value, week=week)


def list_handed(session: Session, actor: Actor) -> list[Handed]:
    """What this person of leadership was handed, newest first."""
    actor.require(Permission.HANDOVER_READ)
    rows = session.execute(
        select(StaffHandover, StaffHandoverCopy.sealed_words)
        .join(StaffHandoverCopy, StaffHandoverCopy.handover_id == StaffHandover.id)
        .where(StaffHandoverCopy.account_id == actor.account_id)
        .order_by(StaffHandover.id.desc())
    )
    return [_handed(handover, sealed, actor) for handover, sealed in rows]


def count_handed(session: Session, actor: Actor) -> int:
    """How many wait for an answer of this person."""
    rows = select(func.count()).select_from(StaffHandover).join(StaffHandoverCopy)
    waiting = StaffHandover.state == HandoverState.HANDED.value
    return session.scalar(rows.where(StaffHandoverCopy.account_id == actor.account_id, waiting)) or 0


def list_told(session: Session, actor: Actor, *, since: Week) -> list[Told]:
    """For outside readers: what leadership owes an answer to, or answered since this week; newest first."""
    actor.require(Permission.HANDOVER_MAKE)
    columns = (Thread.ref, StaffHandover.state, StaffHandover.week, StaffHandover.answered_week)
    rows = select(*columns).join(Thread, Thread.id == StaffHandover.thread_id)
    owed = StaffHandover.state == HandoverState.HANDED.value
    rows = rows.where(or_(owed, StaffHandover.answered_week >= str(since)))
    return [
        Told(ref, state, answered or handed)
        for ref, state, handed, answered in session.execute(
            rows.order_by(StaffHandover.id.desc()).limit(MOST_TOLD)
        )
    ]


def find_handover(session: Session, thread: Thread) -> StaffHandover | None:
    """That this voice was handed over, or None."""
    rows = select(StaffHandover).where(StaffHandover.thread_id == thread.id)
    return session.scalars(rows).one_or_none()


def handover_part(session: Session, thread: Thread, actor: Actor) -> HandoverPart:
    """What became of it, with leadership's answer for a reader who opened the voice."""
    handover = find_handover(session, thread)
    if handover is None:
        return HandoverPart(None)
    key = words_key(session, thread, actor)
    sealed = handover.sealed_answer
    answer = open_text(key, sealed) if key is not None and sealed is not None else ""
    return HandoverPart(handover.state, handover.week, answer)


def _handed(handover: StaffHandover, sealed: bytes | None, actor: Actor) -> Handed:
    counted = handover.word_use == WordUse.COUNT.value
    try:
        words = open_text(actor.private_key, sealed) if sealed is not None else ""
    except CannotOpen:
        words = ""
    return Handed(handover.ref, handover.week, handover.state, counted, sealed is None and not counted, words)


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("L")
        if session.scalar(select(StaffHandover.id).where(StaffHandover.ref == ref)) is None:
            return ref
