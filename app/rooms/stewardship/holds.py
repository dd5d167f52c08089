"""Holding back: asked with a ground, decided by a second reader who is not staff, appealed by receipt."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotAllowed, NotFound
from app.domain.holding import (
    HoldGround,
    check_appeal_reader,
    check_second_reader,
    may_read_second,
    read_ground,
)
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import FEEDBACK, HOLD, FeedbackState, HoldState
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.people import Account, RoleGrant
from app.models.schema import random_reference
from app.models.stewardship import Hold, SafeCopy
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.arrival import circle_for
from app.rooms.feedback.messages import check_text
from app.rooms.feedback.threads import check_may_open, keys_of, lock_thread, move_thread
from app.rooms.ledger.actions import append
from app.rooms.stewardship.reading import find_hold, get_reader, has_opened, may_act_on, require_key
from app.vault.boxes import open_text, seal_text
from app.vault.thread_keys import reseal_for_circle
from app.web.actors import Actor
from app.web.public_version import raise_public_version


class Decision(StrEnum):
    """What a second reader may say."""

    CONFIRM = "confirm"
    REFUSE = "refuse"
    UPHOLD = "uphold"
    RELEASE = "release"


STATES = {
    Decision.CONFIRM: HoldState.CONFIRMED,
    Decision.REFUSE: HoldState.REFUSED,
    Decision.UPHOLD: HoldState.UPHELD,
    Decision.RELEASE: HoldState.RELEASED,
}


@dataclass(frozen=True)
class HoldRequest:
    """Why a voice should stay with the stewards; the reason is for the second reader alone."""

    ground: str
    reason: str = field(repr=False)
    version: int


def ask_to_hold(session: Session, actor: Actor, *, thread: Thread, request: HoldRequest, week: Week) -> Hold:
    """Ask for it. The thread's keys are sealed to the second reader too, so that they can read first."""
    role = may_act_on(session, thread, actor=actor, permission=Permission.HOLD_ASK, version=request.version)
    ground = read_ground(request.ground)
    reason = check_text(request.reason, field="reason")
    FEEDBACK.move(FeedbackState(thread.state), FeedbackState.HELD_BACK)
    if not list_second_readers(session, without=(actor.account_id,)):
        raise IllegalMove("hold.no_second_reader")
    hold = _sealed_request(session, actor, thread, ground, reason)
    hold.asked_week = str(week)
    session.add(hold)
    thread.version += 1
    session.flush()
    append(session, _leaf("hold.ask", hold, role, week))
    return hold


def list_second_readers(session: Session, *, without: tuple[int | None, ...] = ()) -> list[int]:
    """Ids of active accounts that may be a second reader, apart from these."""
    roles: dict[int, set[Role]] = {}
    held = select(RoleGrant.account_id, RoleGrant.role).join(Account).where(Account.is_active)
    for account_id, role in session.execute(held):
        roles.setdefault(account_id, set()).add(Role(role))
    return sorted(one for one, theirs in roles.items() if may_read_second(theirs) and one not in without)


def read_reason(hold: Hold, *, actor: Actor) -> str:
    """Why it should be held back, for one of the second readers' circle."""
    if not hold.sealed_reason:
        raise NotFound("feedback.purged")
    return open_text(actor.key_of_circle(hold.circle_id), hold.sealed_reason)


def get_hold(session: Session, thread: Thread) -> Hold:
    """The newest request to hold this voice back, else ``NotFound``."""
    hold = find_hold(session, thread)
    if hold is None:
        raise NotFound("not_found")
    return hold


def list_decisions(session: Session, hold: Hold, *, actor: Actor) -> tuple[Decision, ...]:
    """What this reader may say now; for templates, decided by the same checks as the act."""
    possible = []
    for decision, state in STATES.items():
        if HOLD.may_move(HoldState(hold.state), state):
            try:
                _check_reader(session, hold, decision, actor=actor)
            except NotAllowed:
                continue
            possible.append(decision)
    return tuple(possible)


def decide_hold(session: Session, actor: Actor, *, thread: Thread, decision: Decision, week: Week) -> None:
    """Confirm, refuse, uphold or release, after having read the words."""
    actor.require(Permission.HOLD_CONFIRM)
    lock_thread(session, thread)
    reader = get_reader(session, thread, actor=actor)
    require_key(reader, actor)
    if thread.state == FeedbackState.WITHDRAWN.value:
        raise IllegalMove("feedback.withdrawn")
    hold = get_hold(session, thread)
    session.refresh(hold, with_for_update=True)
    state = HOLD.move(HoldState(hold.state), STATES[decision])
    _check_reader(session, hold, decision, actor=actor)
    if not has_opened(session, thread, actor=actor):
        raise IllegalMove("hold.read_first")
    leaves = _carry_out(session, actor, thread, hold, decision, week)
    _sign(hold, decision, state, actor=actor, week=week)
    session.flush()
    raise_public_version(session)
    for leaf in [_leaf(f"hold.{decision.value}", hold, Role.OUTSIDE_READER, week), *leaves]:
        append(session, leaf)


def _sealed_request(session: Session, actor: Actor, thread: Thread, ground: HoldGround, reason: str) -> Hold:
    outside = get_circle(session, CircleName.OUTSIDE)
    private = check_may_open(session, thread, actor=actor)
    sealed = reseal_for_circle(keys_of(thread), old_private=private, new_public=outside.public_key)
    return Hold(
        ref=random_reference("H"),
        thread_id=thread.id,
        state=HOLD.first.value,
        ground=ground.value,
        circle_id=outside.id,
        sealed_reason=seal_text(outside.public_key, reason),
        asked_by_id=actor.account_id,
        words_for_outside=sealed.words_for_circle,
        reply_for_outside=sealed.reply_for_circle,
    )


def _check_reader(session: Session, hold: Hold, decision: Decision, *, actor: Actor) -> None:
    check_second_reader(
        reader_is_staff=not may_read_second(actor.roles),
        reader_asked_for_it=hold.asked_by_id == actor.account_id,
    )
    if hold.state == HoldState.APPEALED.value:
        others = list_second_readers(session, without=(actor.account_id, hold.asked_by_id))
        check_appeal_reader(
            reader_confirmed=hold.second_reader_id == actor.account_id, another_exists=bool(others)
        )


def _carry_out(
    session: Session, actor: Actor, thread: Thread, hold: Hold, decision: Decision, week: Week
) -> list[Leaf]:
    """Move the keys and the thread as decided; returns the thread's leaf, if it moved."""
    if decision is Decision.CONFIRM:
        return [_hold_back(session, thread, hold, week)]
    if decision is Decision.RELEASE:
        return [_let_go(session, actor, thread, week)]
    hold.words_for_outside = hold.reply_for_outside = None
    thread.version += 1
    return []


def _hold_back(session: Session, thread: Thread, hold: Hold, week: Week) -> Leaf:
    """From here on only the outside circle and the receipt open the thread; the desk's copies are erased."""
    move_thread(session, thread, to=FeedbackState.HELD_BACK, week=week)
    thread.words_for_circle, thread.reply_for_circle = hold.words_for_outside, hold.reply_for_outside
    thread.circle_id = hold.circle_id
    hold.words_for_outside = hold.reply_for_outside = None
    session.execute(update(SafeCopy).where(SafeCopy.thread_id == thread.id).values(sealed_for_desk=None))
    return _thread_leaf("feedback.hold_back", thread, week)


def _let_go(session: Session, actor: Actor, thread: Thread, week: Week) -> Leaf:
    """Back to the stewards, or to the outside readers when it is about staff."""
    target = circle_for(session, is_about_staff=thread.is_about_staff)
    private = check_may_open(session, thread, actor=actor)
    keys = reseal_for_circle(keys_of(thread), old_private=private, new_public=target.public_key)
    move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week)
    thread.words_for_circle, thread.reply_for_circle = keys.words_for_circle, keys.reply_for_circle
    thread.circle_id = target.id
    return _thread_leaf("feedback.release", thread, week)


def _sign(hold: Hold, decision: Decision, state: HoldState, *, actor: Actor, week: Week) -> None:
    hold.state = state.value
    if decision in (Decision.CONFIRM, Decision.REFUSE):
        hold.second_reader_id, hold.decided_week = actor.account_id, str(week)
    else:
        hold.appeal_reader_id, hold.appeal_decided_week = actor.account_id, str(week)


def _leaf(act: str, hold: Hold, role: Role, week: Week) -> Leaf:
    # Without the ground: it is published as a count that hides small numbers.
    return Leaf(act, f"hold:{hold.ref}", hold.state, role.value, str(week))


def _thread_leaf(act: str, thread: Thread, week: Week) -> Leaf:
    return Leaf(act, f"feedback:{thread.ref}", thread.state, Role.OUTSIDE_READER.value, str(week))
