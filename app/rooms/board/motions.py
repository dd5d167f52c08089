"""Motions until they are open: put, opened under the rules in force, or withdrawn."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger import canonical
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import MOTION, MeetingState, MotionState
from app.domain.mandate import Matter, Power
from app.domain.motion_rules import Method, RulesInForce, copy_rules, rules_from_json, rules_to_json
from app.domain.permissions import Permission
from app.models.board import AgendaItem, Meeting, Motion
from app.models.proposals import Proposal
from app.rooms.board.acts import Act, new_salt, write_down
from app.rooms.board.attendance import check_open
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.moments import Moment
from app.rooms.board.references import free_reference
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.proposals.queries import list_newest_versions
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class NewMotion:
    """What is put to the board. On an item about a proposal only ``method`` is read."""

    title: str = ""
    text: str = ""
    matter: Matter = Matter.OTHER
    power: Power = Power.RECOMMEND
    method: Method = Method.VOTE
    sum_needed: int = 0


def put_motion(
    session: Session, actor: Actor, meeting: Meeting, new: NewMotion, *, item: AgendaItem | None, today: date
) -> Motion:
    """Put a motion, free or on an item of the agenda. ``InvalidInput`` for "decide" outside the mandate."""
    actor.require(Permission.MOTION_RUN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    if meeting.state not in (
        MeetingState.PLANNED.value,
        MeetingState.NOTICE_GIVEN.value,
        MeetingState.OPEN.value,
    ):
        raise IllegalMove("meeting_is_over")
    proposal = session.get_one(Proposal, item.proposal_id) if item and item.proposal_id else None
    motion = _row(session, meeting, _of_proposal(session, proposal, new) if proposal else new)
    motion.item_id = item.id if item else None
    motion.proposal_id = proposal.id if proposal else None
    _rules(session, motion, today)
    session.add(motion)
    session.flush()
    facts: dict[str, Value] = {
        "matter": motion.matter,
        "power": motion.power,
        "method": motion.method,
        "meeting": meeting.ref,
        "proposal": proposal.ref if proposal else "none",
    }
    _write_down(session, actor, motion, Act("motion.put", _subject(motion), motion.state, facts), today=today)
    return motion


def open_motion(session: Session, actor: Actor, motion: Motion, *, moment: Moment) -> None:
    """Votes may be cast from now on. The rulebook in force is copied here and never read for it again."""
    actor.require(Permission.MOTION_RUN)
    motion = get_motion(session, motion.ref, lock=True)
    motion.state = MOTION.move(MotionState(motion.state), MotionState.OPEN).value
    check_open(session.get_one(Meeting, motion.meeting_id))
    motion.rules = dict(rules_to_json(_rules(session, motion, moment.on)))
    motion.opened_at = moment.at
    motion.ledger_salt = new_salt()
    motion.version += 1
    act = Act(
        "motion.open",
        _subject(motion),
        motion.state,
        {"rulebook": motion.rules["rulebook_version"], "rules": rules_hash(motion)},
        {"motion": {"title": motion.title, "text": motion.text}},
        motion.ledger_salt,
    )
    _write_down(session, actor, motion, act, today=moment.on)


def withdraw_motion(session: Session, actor: Actor, motion: Motion, *, today: date) -> None:
    """Take back a motion that was never opened."""
    actor.require(Permission.MOTION_RUN)
    motion = get_motion(session, motion.ref, lock=True)
    motion.state = MOTION.move(MotionState(motion.state), MotionState.WITHDRAWN).value
    motion.version += 1
    _write_down(session, actor, motion, Act("motion.withdraw", _subject(motion), motion.state), today=today)


def get_motion(session: Session, ref: str, *, lock: bool = False) -> Motion:
    """The motion, else ``NotFound``; ``lock`` keeps others from it until the transaction ends."""
    query = select(Motion).where(Motion.ref == ref)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    motion = session.scalars(query).one_or_none()
    if motion is None:
        raise NotFound("not_found")
    return motion


def list_motions(session: Session, meeting: Meeting) -> list[Motion]:
    """The motions of a meeting in the order in which they were put."""
    return list(session.scalars(select(Motion).where(Motion.meeting_id == meeting.id).order_by(Motion.id)))


def rules_of(motion: Motion) -> RulesInForce:
    """The rules that it opened under; ``IllegalMove`` before it opened."""
    if motion.rules is None:
        raise IllegalMove("motion_not_open")
    return rules_from_json(motion.rules)


def rules_hash(motion: Motion) -> str:
    """64 hex digits over the canonical rules: what the leaf of the opening holds."""
    return hashlib.sha256(canonical.encode(motion.rules)).hexdigest()


def _subject(motion: Motion) -> str:
    return f"motion:{motion.ref}"


def _of_proposal(session: Session, proposal: Proposal, new: NewMotion) -> NewMotion:
    version = list_newest_versions(session, [proposal])[proposal.id]
    return NewMotion(
        title=version.title or proposal.ref,
        text=version.change or "",
        matter=Matter(proposal.matter),
        power=Power(proposal.power),
        method=new.method,
        sum_needed=proposal.sum_needed,
    )


def _row(session: Session, meeting: Meeting, new: NewMotion) -> Motion:
    if not new.title.strip():
        raise InvalidInput("field.required", field="title")
    if not new.text.strip():
        raise InvalidInput("motion_needs_words", field="text")
    return Motion(
        ref=free_reference(session, Motion),
        meeting_id=meeting.id,
        title=new.title.strip(),
        text=new.text.strip(),
        matter=new.matter.value,
        power=new.power.value,
        method=new.method.value,
        sum_needed=new.sum_needed,
        state=MOTION.first.value,
        round=1,
        version=1,
    )


def _rules(session: Session, motion: Motion, on: date) -> RulesInForce:
    return copy_rules(
        get_rulebook(session, on),
        Matter(motion.matter),
        power=Power(motion.power),
        method=Method(motion.method),
        sum_needed=motion.sum_needed,
    )


def _write_down(session: Session, actor: Actor, motion: Motion, act: Act, *, today: date) -> None:
    session.flush()
    raise_public_version(session)
    write_down(session, actor, act, permission=Permission.MOTION_RUN, today=today)
