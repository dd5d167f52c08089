"""The safety queue: what waits for a first look, what somebody holds, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.feedback_kinds import SafetyLevel
from app.domain.lifecycles import FeedbackState
from app.domain.safety import SLOT, SafetyState, is_late
from app.models.care import SafetyItem, SafetyStep
from app.models.feedback import Thread
from app.models.people import Account
from app.rooms.accounts.circles import CircleName
from app.rooms.feedback.safety import Findings
from app.rooms.feedback.threads import keys_of
from app.rooms.stewardship.filters import in_circle, visible_to
from app.rooms.stewardship.reading import get_reader, has_opened, require_key
from app.vault.boxes import CannotOpen, open_text
from app.vault.thread_keys import open_words_for_circle
from app.web.actors import Actor

MOST_DECIDED = 30
_GRAVITY = [level.value for level in reversed(SafetyLevel)]


@dataclass(frozen=True)
class QueueRow:
    """One entry as it stands in clear. ``look_by`` in the zone that was asked in; None: no slot is kept."""

    ref: str
    level: str
    kind: str
    week: str
    language: str
    state: str
    look_by: datetime | None
    is_late: bool
    first_look: str | None
    outcome: str | None
    keeper: str | None
    keeper_id: int | None
    is_about_staff: bool


@dataclass(frozen=True)
class Queue:
    """What one reader sees. ``elsewhere``: entries that wait for the outside readers, for others a number."""

    waiting: Sequence[QueueRow]
    held: Sequence[QueueRow]
    decided: Sequence[QueueRow]
    elsewhere: int


@dataclass(frozen=True)
class Step:
    """What somebody did. ``words`` empty: none were given, or they are not open to this reader."""

    act: str
    by: str
    to: str | None
    week: str
    words: str = field(repr=False)


def get_queue(session: Session, actor: Actor, *, now: datetime) -> Queue:
    """All that this actor may open; the graver and the longer waiting first."""
    waiting = _list_rows(session, actor, SafetyState.WAITING, now=now)
    return Queue(
        waiting=sorted(waiting, key=lambda row: (not row.is_late, _GRAVITY.index(row.level), row.week)),
        held=_list_rows(session, actor, SafetyState.LOOKED_AT, now=now),
        decided=_list_rows(session, actor, SafetyState.DECIDED, now=now, most=MOST_DECIDED),
        elsewhere=_count_elsewhere(session, actor),
    )


def _list_rows(
    session: Session, actor: Actor, state: SafetyState, *, now: datetime, most: int | None = None
) -> list[QueueRow]:
    """Entries in this state, the newest first."""
    rows = session.execute(
        select(SafetyItem, Thread, Account.display_name)
        .join(Thread, Thread.id == SafetyItem.thread_id)
        .outerjoin(Account, Account.id == SafetyItem.keeper_id)
        .where(SafetyItem.state == state.value, visible_to(session, actor), *_not_gone())
        .order_by(SafetyItem.week.desc(), SafetyItem.thread_id.desc())
        .limit(most)
    )
    return [_row(item, thread, keeper, now) for item, thread, keeper in rows]


def get_item(session: Session, thread: Thread, actor: Actor, *, now: datetime) -> QueueRow | None:
    """The entry of one voice for who may open it (else ``NotFound``); None when it is in no queue."""
    get_reader(session, thread, actor=actor)
    item = session.get(SafetyItem, thread.id)
    if item is None:
        return None
    keeper = session.get(Account, item.keeper_id) if item.keeper_id else None
    return _row(item, thread, keeper.display_name if keeper else None, now)


def count_waiting(session: Session, actor: Actor) -> int:
    """How many entries wait for somebody of this actor's circles."""
    rows = select(func.count()).select_from(SafetyItem).join(Thread, Thread.id == SafetyItem.thread_id)
    waiting = SafetyItem.state == SafetyState.WAITING.value
    return session.scalar(rows.where(visible_to(session, actor), waiting, *_not_gone())) or 0


def words_key(session: Session, thread: Thread, actor: Actor) -> bytes | None:
    """The key of the thread's words for a reader who has opened it at some time, else None."""
    reader = get_reader(session, thread, actor=actor)
    if thread.words_for_circle is None or not has_opened(session, thread, actor=actor):
        return None
    if reader.asked is not None:
        return None
    return open_words_for_circle(keys_of(thread), require_key(reader, actor))


def get_findings(session: Session, thread: Thread, key: bytes | None) -> Findings | None:
    """What the list found, for who holds the words' key."""
    item = session.get_one(SafetyItem, thread.id)
    if key is None or item.sealed_findings is None:
        return None
    return Findings.from_text(open_text(key, item.sealed_findings))


def list_steps(session: Session, thread: Thread, key: bytes | None) -> list[Step]:
    """Who did what, oldest first, with the reasons for who holds the words' key."""
    names = {account.id: account.display_name for account in session.scalars(select(Account))}
    rows = select(SafetyStep).where(SafetyStep.thread_id == thread.id).order_by(SafetyStep.number)
    return [
        Step(row.act, names[row.by_id], names.get(row.to_id or 0), row.week, _words(row, key))
        for row in session.scalars(rows)
    ]


def _words(step: SafetyStep, key: bytes | None) -> str:
    if key is None or step.sealed_words is None:
        return ""
    try:
        return open_text(key, step.sealed_words)
    except CannotOpen:
        return ""


def _row(item: SafetyItem, thread: Thread, keeper: str | None, now: datetime) -> QueueRow:
    return QueueRow(
        ref=thread.ref,
        level=thread.safety_level,
        kind=thread.kind,
        week=thread.week,
        language=thread.language,
        state=item.state,
        look_by=(item.slot_at + 2 * SLOT).astimezone(now.tzinfo) if item.slot_at else None,
        is_late=is_late(item.slot_at, now),
        first_look=item.first_look,
        outcome=item.outcome,
        keeper=keeper,
        keeper_id=item.keeper_id,
        is_about_staff=thread.is_about_staff,
    )


def _not_gone() -> tuple[ColumnElement[bool], ...]:
    return (Thread.state != FeedbackState.WITHDRAWN.value, Thread.words_for_circle.is_not(None))


def _count_elsewhere(session: Session, actor: Actor) -> int:
    rows = select(func.count()).select_from(SafetyItem).join(Thread, Thread.id == SafetyItem.thread_id)
    waiting = SafetyItem.state == SafetyState.WAITING.value
    outside = session.scalar(rows.where(in_circle(session, CircleName.OUTSIDE), waiting, *_not_gone())) or 0
    mine = session.scalar(
        rows.where(in_circle(session, CircleName.OUTSIDE), visible_to(session, actor), waiting, *_not_gone())
    )
    return outside - (mine or 0)
