"""What arrival leaves for the safety queue: a level and a slot in clear, the rest sealed with the thread."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.danger import Judgement
from app.domain.feedback_kinds import Kind, SafetyLevel
from app.domain.safety import SAFETY, SafetyState, belongs_in_queue, higher, level_of, slot_of
from app.models.care import SafetyItem
from app.models.feedback import Thread
from app.rooms.feedback.danger_list import judge
from app.vault.boxes import seal_text


@dataclass(frozen=True)
class Findings:
    """What the list found in one message, for whoever opens the thread. ``said_so``: the person's tick.

    ``sent_outside_by_list``: the list took it for harm by staff, the person did not say so.
    """

    hits: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    said_so: bool = False
    sent_outside_by_list: bool = False

    def as_text(self) -> str:
        """To be sealed."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "Findings":
        """What ``as_text`` wrote."""
        read = json.loads(text)
        hits = tuple((harm, said) for harm, said in read["hits"])
        return cls(hits, tuple(read["names"]), bool(read["said_so"]), bool(read["sent_outside_by_list"]))


def put_in_queue(
    session: Session,
    thread: Thread,
    judgement: Judgement,
    *,
    said_so: bool = False,
    said_staff: bool = True,
    now: datetime | None,
) -> None:
    """Raise the thread's level and let it wait for a first look, when it speaks of danger or warns others.

    ``now`` None: a steward who typed it in has seen it, so that no slot is kept.
    """
    level = level_of(judgement.level, said_so=said_so)
    thread.safety_level = higher(SafetyLevel(thread.safety_level or SafetyLevel.NONE), level).value
    if not belongs_in_queue(level, Kind(thread.kind) if thread.kind else None):
        return
    hits = tuple((hit.harm.value, hit.said) for hit in judgement.hits)
    by_list = judgement.is_harm_by_staff and not said_staff
    findings = Findings(hits, judgement.names, said_so, by_list)
    _wait(session, thread, seal_text(thread.words_public_key, findings.as_text()), now)


def note_more_words(session: Session, thread: Thread, text: str, *, now: datetime) -> SafetyLevel:
    """A later message of the person is held against the list too; returns its own level."""
    judgement = judge(session, text)
    if judgement.level is not SafetyLevel.NONE:
        put_in_queue(session, thread, judgement, now=now)
        session.flush()
    return judgement.level


def _wait(session: Session, thread: Thread, sealed: bytes, now: datetime | None) -> None:
    slot_at = slot_of(now) if now else None
    item = session.get(SafetyItem, thread.id, with_for_update=True)
    if item is None:
        item = SafetyItem(thread_id=thread.id, week=thread.week, state=SAFETY.first.value, version=1)
        session.add(item)
    elif item.state == SafetyState.WAITING.value:
        slot_at = item.slot_at  # it waits already, and from then on
    else:
        item.state = SAFETY.move(SafetyState(item.state), SafetyState.WAITING).value
        item.version += 1
    item.slot_at, item.sealed_findings = slot_at, sealed
