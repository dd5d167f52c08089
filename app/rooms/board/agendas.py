"""An agenda: items put on, put in order, taken off, done. What waits too long puts itself on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agenda import Item, ItemKind, check_agenda_order, check_take_off, order_agenda
from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.leaves import PROGRAM
from app.domain.lifecycles import MeetingState, MotionState, ProposalState
from app.domain.permissions import Permission
from app.models.board import AgendaItem, Meeting, Motion
from app.models.proposals import Proposal
from app.rooms.board.acts import Act, office_of, write_down
from app.rooms.board.meeting_queries import get_meeting, list_items
from app.rooms.board.waiting import WaitingItem, list_waiting
from app.rooms.proposals.moves import put_on_agenda
from app.rooms.proposals.queries import list_for_agenda
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class NewItem:
    """``subject`` names what it is about, such as a reference; without a title its kind is its title."""

    kind: ItemKind
    title: str = ""
    subject: str = ""
    waiting_since: date | None = None
    minutes_planned: int = 0
    proposal_id: int | None = None


def put_proposal_on(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    proposal: Proposal,
    *,
    minutes_planned: int = 0,
    today: date,
) -> AgendaItem:
    """Take a proposal up; it moves onto the agenda. ``InvalidInput`` where it cannot come from."""
    actor.require(Permission.MEETING_PLAN)
    meeting = _locked(session, meeting)
    found = next((one for one in list_for_agenda(session) if one.proposal.id == proposal.id), None)
    if found is None:
        raise InvalidInput("proposal_not_for_agenda", field="proposal")
    item = _insert(
        session,
        meeting,
        NewItem(
            ItemKind.DEFERRED if proposal.state == "deferred" else found.kind,
            title=found.title,
            subject=proposal.ref,
            waiting_since=found.waiting_since,
            minutes_planned=minutes_planned,
            proposal_id=proposal.id,
        ),
    )
    put_on_agenda(session, proposal, by=office_of(actor, Permission.MEETING_PLAN), today=today)
    _write_down(session, actor, meeting, "agenda.put_on", today=today)
    return item


def add_item(session: Session, actor: Actor, meeting: Meeting, new: NewItem, *, today: date) -> AgendaItem:
    """Put on a free item."""
    actor.require(Permission.MEETING_PLAN)
    meeting = _locked(session, meeting)
    if new.kind is ItemKind.OTHER and not new.title.strip():
        raise InvalidInput("item_needs_a_title", field="title")
    item = _insert(session, meeting, new)
    _write_down(session, actor, meeting, "agenda.put_on", today=today)
    return item


def add_standing_item(session: Session, meeting: Meeting, new: NewItem) -> AgendaItem:
    """Put on what stands on every agenda; the act that plans the meeting is its leaf."""
    return _insert(session, meeting, new)


def put_on_what_waits(
    session: Session, meeting: Meeting, *, today: date, only: ItemKind | None = None
) -> int:
    """What cards force, what is late, due for review, did not help or was left; returns how many items.

    A proposal that cards force moves onto the agenda by itself. ``only`` one kind of these, if it is given.
    """
    known = {(item.kind, item.subject) for item in list_items(session, meeting)}
    waiting = list_waiting(session, today, held_on=meeting.held_on)
    new = [one for one in waiting if (one.kind.value, one.subject) not in known and only in (None, one.kind)]
    for one in new:
        item = NewItem(one.kind, one.title, one.subject, one.waiting_since, proposal_id=one.proposal_id)
        _insert(session, meeting, item)
        if one.kind is ItemKind.FORCED_BY_CARDS:
            _move_forced(session, one, today)
    return len(new)


def _move_forced(session: Session, one: WaitingItem, today: date) -> None:
    proposal = session.get_one(Proposal, one.proposal_id)
    if proposal.state != ProposalState.ON_AGENDA.value:
        put_on_agenda(session, proposal, by=PROGRAM, today=today)


def move_item(
    session: Session, actor: Actor, item: AgendaItem, *, to: Literal["up", "down"], today: date
) -> None:
    """Change places with the neighbour. ``IllegalMove`` before what comes first."""
    actor.require(Permission.MEETING_PLAN)
    meeting = _locked(session, session.get_one(Meeting, item.meeting_id))
    items = list_items(session, meeting)
    at = items.index(item)
    other = at - 1 if to == "up" else at + 1
    if not 0 <= other < len(items):
        return
    items[at], items[other] = items[other], items[at]
    check_agenda_order([as_item(one) for one in items])
    _number(session, items)
    _write_down(session, actor, meeting, "agenda.move", today=today)


def take_off(session: Session, actor: Actor, item: AgendaItem, *, today: date) -> None:
    """Take an item off, its proposal waits again. ``IllegalMove`` for what stays until it is decided."""
    actor.require(Permission.MEETING_PLAN)
    meeting = _locked(session, session.get_one(Meeting, item.meeting_id))
    check_take_off(as_item(item), decided=item.is_done)
    if item.proposal_id is not None:
        raise IllegalMove("item_is_a_proposal")
    running = select(Motion.id).where(Motion.item_id == item.id, Motion.state != MotionState.WITHDRAWN.value)
    if session.scalar(running.limit(1)) is not None:
        raise IllegalMove("item_has_a_motion")
    session.delete(item)
    session.flush()
    _number(session, list_items(session, meeting))
    _write_down(session, actor, meeting, "agenda.take_off", today=today)


def note_item(session: Session, actor: Actor, item: AgendaItem, *, notes: str, is_done: bool) -> None:
    """What was said, for the minutes, and whether the item is done."""
    actor.require(Permission.MEETING_RUN)
    meeting = get_meeting(session, session.get_one(Meeting, item.meeting_id).ref, lock=True)
    if meeting.state not in (MeetingState.OPEN.value, MeetingState.CLOSED.value):
        raise IllegalMove("meeting_not_open")
    item.notes, item.is_done = notes.strip(), is_done
    raise_public_version(session)
    session.flush()


def get_item(session: Session, meeting: Meeting, item_id: int) -> AgendaItem:
    """An item of this meeting, else ``NotFound``."""
    item = session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting.id:
        raise NotFound("not_found")
    return item


def as_item(row: AgendaItem) -> Item:
    """One item as the rules see it."""
    return Item(ItemKind(row.kind), row.subject or str(row.id), row.waiting_since)


def _insert(session: Session, meeting: Meeting, new: NewItem) -> AgendaItem:
    """Before the first item that the rules put behind it; a chair's own order is kept."""
    item = AgendaItem(
        meeting_id=meeting.id,
        position=0,
        kind=new.kind.value,
        subject=new.subject,
        title=new.title.strip(),
        minutes_planned=new.minutes_planned,
        waiting_since=new.waiting_since or meeting.held_on,
        proposal_id=new.proposal_id,
        is_done=False,
        notes="",
    )
    items = list_items(session, meeting)
    place = next((at for at, one in enumerate(items) if _comes_first(item, one)), len(items))
    session.add(item)
    _number(session, [*items[:place], item, *items[place:]])
    return item


def _comes_first(new: AgendaItem, old: AgendaItem) -> bool:
    mine = Item(ItemKind(new.kind), new.subject, new.waiting_since)
    theirs = as_item(old)
    return mine.kind is not theirs.kind and order_agenda((theirs, mine))[0] == mine


def _number(session: Session, items: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    session.flush()


def _locked(session: Session, meeting: Meeting) -> Meeting:
    """The meeting with its agenda still to be changed; also an open meeting may take up an item."""
    locked = get_meeting(session, meeting.ref, lock=True)
    if locked.state not in (
        MeetingState.PLANNED.value,
        MeetingState.NOTICE_GIVEN.value,
        MeetingState.OPEN.value,
    ):
        raise IllegalMove("meeting_is_over")
    return locked


def _write_down(session: Session, actor: Actor, meeting: Meeting, act: str, *, today: date) -> None:
    raise_public_version(session)
    written = Act(act, f"meeting:{meeting.ref}", None)
    write_down(session, actor, written, permission=Permission.MEETING_PLAN, today=today)
