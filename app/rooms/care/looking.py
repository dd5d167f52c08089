"""What a steward does with an entry of the queue: look, hand over, decide, clear, give it to the stewards."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.feedback_kinds import SafetyLevel
from app.domain.permissions import Permission
from app.domain.safety import (
    LONGEST_DECISION,
    SAFETY,
    Outcome,
    SafetyState,
    first_look,
    read_outcome,
)
from app.domain.weeks import Week
from app.models.care import SafetyItem, SafetyStep
from app.models.feedback import Thread
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.care.lines import ROLE_OF, line_of, list_members
from app.rooms.care.queue import get_findings, words_key
from app.rooms.feedback.threads import check_may_open, keys_of, lock_thread
from app.rooms.ledger.unnamed import note_unnamed
from app.rooms.stewardship.reading import ChangedMeanwhile, get_reader, open_feedback
from app.vault.boxes import seal_text
from app.vault.thread_keys import reseal_for_circle
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class _Done:
    """One step of an entry; ``words`` are sealed, ``outcome`` only with "decide"."""

    act: str
    outcome: str = ""
    to_id: int | None = None
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Deciding:
    """What a steward says became of it; ``why`` is sealed with the thread."""

    outcome: str
    why: str = field(repr=False)
    version: int


def look(session: Session, actor: Actor, *, thread: Thread, now: datetime, week: Week) -> None:
    """The first look, or another: opens the words, and from now on this person holds the entry."""
    item = _locked(session, actor, thread)
    open_feedback(session, actor, thread=thread, week=week)
    if item.state == SafetyState.WAITING.value:
        if item.first_look is None:
            item.first_look = first_look(item.slot_at, now).value
        item.state = SAFETY.move(SafetyState(item.state), SafetyState.LOOKED_AT).value
        item.slot_at = None
        raise_public_version(session)
    item.keeper_id = actor.account_id
    _step(session, actor, thread, item, _Done("look"), week=week)


def hand_over(
    session: Session, actor: Actor, *, thread: Thread, to_id: int | None, note: str, week: Week
) -> None:
    """Give the entry to another reader of the same circle; they are told, and hold it from now on."""
    item = _held(session, actor, thread)
    others = {one.id for one in list_members(session, line_of(session, thread))} - {actor.account_id}
    if to_id not in others:
        raise InvalidInput("safety_nobody_to_hand_to", field="to")
    item.keeper_id = to_id
    done = _Done("hand_over", to_id=to_id, words=_checked(note))
    _step(session, actor, thread, item, done, week=week)


def decide(session: Session, actor: Actor, *, thread: Thread, deciding: Deciding, week: Week) -> None:
    """What was done, by whom and why. It can be looked at again."""
    item = _held(session, actor, thread)
    if item.version != deciding.version:
        raise ChangedMeanwhile
    outcome = read_outcome(deciding.outcome)
    why = _checked(deciding.why)
    if not why and outcome is not Outcome.LOOK_ALIKE:
        raise InvalidInput("safety_needs_why", field="why")
    done = _Done("decide", outcome.value, words=why)
    _decide(session, actor, thread, item, done, week=week)


def clear(session: Session, actor: Actor, *, thread: Thread, week: Week) -> None:
    """One press: nothing but a look-alike. The level in clear goes with it."""
    item = _held(session, actor, thread)
    done = _Done("decide", Outcome.LOOK_ALIKE.value)
    _decide(session, actor, thread, item, done, week=week)


def give_to_stewards(session: Session, actor: Actor, *, thread: Thread, week: Week) -> None:
    """The list took it for harm by staff and it is not: the stewards read it, as any other voice.

    Refused where the person said themselves that it is about staff.
    """
    actor.require(Permission.FEEDBACK_OPEN_OUTSIDE)
    item = _held(session, actor, thread)
    findings = get_findings(session, thread, words_key(session, thread, actor))
    if findings is None or not findings.sent_outside_by_list:
        raise IllegalMove("safety_person_said_staff")
    private = check_may_open(session, thread, actor=actor)
    target = get_circle(session, CircleName.STEWARDS)
    keys = reseal_for_circle(keys_of(thread), old_private=private, new_public=target.public_key)
    _step(session, actor, thread, item, _Done("give_to_stewards"), week=week)
    thread.words_for_circle, thread.reply_for_circle = keys.words_for_circle, keys.reply_for_circle
    thread.circle_id, thread.is_about_staff = target.id, False
    thread.version += 1
    item.keeper_id, item.state = None, SafetyState.WAITING.value
    session.flush()


def _decide(
    session: Session, actor: Actor, thread: Thread, item: SafetyItem, done: _Done, *, week: Week
) -> None:
    item.state = SAFETY.move(SafetyState(item.state), SafetyState.DECIDED).value
    item.outcome = done.outcome
    if done.outcome == Outcome.LOOK_ALIKE.value:
        thread.safety_level = SafetyLevel.NONE.value
    _step(session, actor, thread, item, done, week=week)


def _locked(session: Session, actor: Actor, thread: Thread) -> SafetyItem:
    actor.require(Permission.SAFETY_HANDLE)
    lock_thread(session, thread)
    get_reader(session, thread, actor=actor)
    item = session.get(SafetyItem, thread.id, with_for_update=True, populate_existing=True)
    if item is None:
        raise NotFound("not_found")
    return item


def _held(session: Session, actor: Actor, thread: Thread) -> SafetyItem:
    item = _locked(session, actor, thread)
    if item.state != SafetyState.LOOKED_AT.value:
        raise IllegalMove("safety_look_first")
    return item


def _checked(words: str) -> str:
    text = words.strip()
    if len(text) > LONGEST_DECISION:
        raise InvalidInput("field.too_long", field="why", limit=LONGEST_DECISION)
    return text


def _step(
    session: Session, actor: Actor, thread: Thread, item: SafetyItem, done: _Done, *, week: Week
) -> None:
    last = session.scalar(select(func.max(SafetyStep.number)).where(SafetyStep.thread_id == thread.id)) or 0
    item.version += 1
    session.add(
        SafetyStep(
            thread_id=thread.id,
            number=last + 1,
            act=f"{done.act}:{done.outcome}" if done.outcome else done.act,
            by_id=actor.account_id,
            to_id=done.to_id,
            week=str(week),
            sealed_words=seal_text(thread.words_public_key, done.words) if done.words else None,
        )
    )
    session.flush()
    role = ROLE_OF[line_of(session, thread)]
    # A week's number: that a voice spoke of danger must not stand next to its opening in public.
    note_unnamed(session, f"safety.{done.act}", by=role.value, week=week)
