"""Meetings: planned, announced, opened, closed or called off. Minutes have their own file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agenda import ItemKind
from app.domain.errors import IllegalMove
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import MEETING, MeetingState, MotionState
from app.domain.meetings import check_times, is_late_notice, starts_at
from app.domain.permissions import Permission
from app.models.board import Meeting, Motion
from app.rooms.board.acts import Act, write_down
from app.rooms.board.agendas import NewItem, add_standing_item, put_on_what_waits
from app.rooms.board.in_the_room import count_heads
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.moments import Moment
from app.rooms.board.references import free_reference
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.board.stipends import owe_stipends
from app.web.actors import Actor
from app.web.house import get_organisation_facts
from app.web.public_version import raise_public_version

STANDING = (
    ItemKind.OPENING,
    ItemKind.REPORT_BACK,
    ItemKind.PARTICIPANT_TIME,
    ItemKind.THEMES,
    ItemKind.CLOSING,
)


@dataclass(frozen=True)
class NewMeeting:
    """Where and when; ``stipend_amount`` in whole units of ``stipend_currency``."""

    place: str
    held_on: date
    starts: time
    ends: time
    title: str = ""
    has_food: bool = False
    stipend_amount: int = 0
    stipend_currency: str = "USD"


@dataclass(frozen=True)
class _Done:
    act: str
    permission: Permission
    facts: Mapping[str, Value] = field(default_factory=dict)


def plan_meeting(session: Session, actor: Actor, new: NewMeeting, *, today: date) -> Meeting:
    """A meeting with what stands on every agenda and what puts itself on this one."""
    actor.require(Permission.MEETING_PLAN)
    meeting = Meeting(ref=free_reference(session, Meeting), state=MEETING.first.value, version=1)
    _fill(meeting, new, today=today)
    session.add(meeting)
    session.flush()
    for kind in STANDING:
        add_standing_item(session, meeting, NewItem(kind, waiting_since=today))
    put_on_what_waits(session, meeting, today=today)
    _write_down(session, actor, meeting, _Done("meeting.plan", Permission.MEETING_PLAN), today=today)
    return meeting


def change_meeting(session: Session, actor: Actor, meeting: Meeting, new: NewMeeting, *, today: date) -> None:
    """Another place or time, as long as it has not begun."""
    actor.require(Permission.MEETING_PLAN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    check_not_begun(meeting)
    _fill(meeting, new, today=today)
    _write_down(session, actor, meeting, _Done("meeting.change", Permission.MEETING_PLAN), today=today)


def give_notice(session: Session, actor: Actor, meeting: Meeting, *, moment: Moment) -> None:
    """Put the agenda up for everybody. Later than the rulebook's hours it is marked as late, for good."""
    actor.require(Permission.MEETING_PLAN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    _move(meeting, MeetingState.NOTICE_GIVEN)
    zone = get_organisation_facts(session).time_zone
    begins_at = starts_at(meeting.held_on, meeting.starts, time_zone=zone)
    clocks = get_rulebook(session, moment.on).clocks
    meeting.notice_on = moment.on
    meeting.notice_is_late = is_late_notice(moment.at, begins_at, clocks)
    put_on_what_waits(session, meeting, today=moment.on)
    facts = {"late": meeting.notice_is_late}
    done = _Done("meeting.give_notice", Permission.MEETING_PLAN, facts)
    _write_down(session, actor, meeting, done, today=moment.on)


def open_meeting(session: Session, actor: Actor, meeting: Meeting, *, today: date) -> None:
    """People sit together from now on."""
    actor.require(Permission.MEETING_RUN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    _move(meeting, MeetingState.OPEN)
    put_on_what_waits(session, meeting, today=today)
    _write_down(session, actor, meeting, _Done("meeting.open", Permission.MEETING_RUN), today=today)


def close_meeting(session: Session, actor: Actor, meeting: Meeting, *, today: date) -> None:
    """Everybody goes home; from now on stipends are owed. ``IllegalMove`` while a motion is open."""
    actor.require(Permission.MEETING_RUN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    _move(meeting, MeetingState.CLOSED)
    running = select(Motion.id).where(Motion.meeting_id == meeting.id, Motion.state == MotionState.OPEN.value)
    if session.scalar(running.limit(1)) is not None:
        raise IllegalMove("motion_still_open")
    meeting.head_counts = asdict(count_heads(session, meeting, today))
    owed = owe_stipends(session, meeting, today=today)
    done = _Done("meeting.close", Permission.MEETING_RUN, {"stipends": owed})
    _write_down(session, actor, meeting, done, today=today)


def cancel_meeting(session: Session, actor: Actor, meeting: Meeting, *, today: date) -> None:
    """Called off; it stays in the list."""
    actor.require(Permission.MEETING_PLAN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    _move(meeting, MeetingState.CANCELLED)
    _write_down(session, actor, meeting, _Done("meeting.cancel", Permission.MEETING_PLAN), today=today)


def check_not_begun(meeting: Meeting) -> None:
    """``IllegalMove`` once people sat together, or when it was called off."""
    if meeting.state not in (MeetingState.PLANNED.value, MeetingState.NOTICE_GIVEN.value):
        raise IllegalMove("meeting_is_over")


def _fill(meeting: Meeting, new: NewMeeting, *, today: date) -> None:
    check_times(new.held_on, new.starts, new.ends, today=today)
    meeting.title, meeting.place = new.title.strip(), new.place.strip()
    meeting.held_on, meeting.starts, meeting.ends = new.held_on, new.starts, new.ends
    meeting.has_food = new.has_food
    meeting.stipend_amount, meeting.stipend_currency = new.stipend_amount, new.stipend_currency


def _move(meeting: Meeting, to: MeetingState) -> None:
    meeting.state = MEETING.move(MeetingState(meeting.state), to).value


def _write_down(session: Session, actor: Actor, meeting: Meeting, done: _Done, *, today: date) -> None:
    session.flush()
    raise_public_version(session)
    written = Act(done.act, f"meeting:{meeting.ref}", meeting.state, done.facts)
    write_down(session, actor, written, permission=done.permission, today=today)
