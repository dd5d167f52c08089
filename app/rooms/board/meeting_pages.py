"""What the templates of meetings are given on the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.clocks import Timing
from app.domain.lifecycles import MEETING, MeetingState
from app.domain.merging import Conflict, Merge
from app.domain.permissions import Permission
from app.domain.quorum import Quorum, count_quorum
from app.models.board import AgendaItem, Meeting, Motion
from app.models.decisions import Extension
from app.rooms.board.in_the_room import room_at
from app.rooms.board.meeting_queries import MeetingPageOf, list_items
from app.rooms.board.minutes import WITHOUT_MINUTES, minutes_timing, read_minutes
from app.rooms.board.moments import Moment
from app.rooms.board.motion_queries import find_open_motion
from app.rooms.board.motions import list_motions, rules_of
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.board.seats import SeatLine, list_seats
from app.rooms.board.speech import Speech, Typed
from app.rooms.board.stipends import StipendLine, StipendTotals, count_stipends, list_stipends
from app.rooms.board.votes import list_votes
from app.rooms.board.waiting import WaitingItem, list_waiting
from app.rooms.feedback.longer import find_extension
from app.rooms.proposals.queries import AgendaCandidate, list_for_agenda
from app.web.actors import Actor


@dataclass(frozen=True)
class MeetingsPage:
    """A page of all meetings, newest first."""

    meetings: MeetingPageOf
    may_plan: bool


@dataclass(frozen=True)
class MeetingFormPage:
    """A meeting to plan, or one to change (``ref``)."""

    typed: Typed
    stored: Mapping[str, str]
    ref: str = ""


@dataclass(frozen=True)
class Doors:
    """Which acts this reader may do now."""

    plan: bool
    run: bool
    put: bool
    give_notice: bool
    open: bool
    close: bool
    cancel: bool
    note: bool
    pay: bool


@dataclass(frozen=True)
class MeetingPage:
    """One meeting on the desk. ``waiting`` is what will put itself on at the next occasion."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    motions: Sequence[Motion]
    candidates: Sequence[AgendaCandidate]
    waiting: Sequence[WaitingItem]
    seats: Sequence[SeatLine]
    present: frozenset[str]
    quorum: Quorum
    stipends: Sequence[StipendLine]
    stipend_totals: StipendTotals
    minutes: Timing
    may: Doors
    today: date
    typed: Typed
    say: Speech = field(default_factory=Speech)

    def motions_on(self, item: AgendaItem) -> list[Motion]:
        """The motions on one item."""
        return [motion for motion in self.motions if motion.item_id == item.id]

    @property
    def free_motions(self) -> list[Motion]:
        """Motions on no item."""
        return [motion for motion in self.motions if motion.item_id is None]

    @property
    def candidate_options(self) -> list[tuple[str, str]]:
        """Proposals that may come on, for the form."""
        return [(one.proposal.ref, one.title) for one in self.candidates]


@dataclass(frozen=True)
class MinutesPage:
    """The minutes to read, to edit, or after a clash. ``base`` is what the editor began with."""

    meeting: Meeting
    text: str = field(repr=False)
    base: str = field(repr=False)
    version: int
    timing: Timing
    may_write: bool
    may_adopt: bool
    may_extend: bool
    longer: Extension | None = None
    clash: Merge | None = field(default=None, repr=False)
    typed: Typed = field(default_factory=Typed)

    @property
    def conflicts(self) -> list[Conflict]:
        """Passages that two people changed in different ways."""
        return [one for one in self.clash.pieces if isinstance(one, Conflict)] if self.clash else []


@dataclass(frozen=True)
class ScreenPage:
    """The room's screen: numbers only. ``votes_in`` counts seats that have spoken."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    now: AgendaItem | None
    motion: Motion | None
    votes_in: int
    recused: int
    quorum: Quorum
    vacant_lived: int
    liaisons: int
    say: Speech = field(default_factory=Speech)


def meeting_page(
    session: Session, actor: Actor, meeting: Meeting, *, moment: Moment, typed: Typed | None = None
) -> MeetingPage:
    """Everything about one meeting for this reader."""
    actor.require(Permission.BOARD_READ)
    room = room_at(session, meeting, moment)
    may = _doors(actor, meeting)
    return MeetingPage(
        meeting=meeting,
        items=list_items(session, meeting),
        motions=list_motions(session, meeting),
        candidates=list_for_agenda(session) if may.plan else (),
        waiting=_still_waiting(session, meeting, moment.on) if may.plan else (),
        seats=[line for line in list_seats(session, moment.on) if line.term is not None],
        present=frozenset(room.present),
        quorum=count_quorum(room, get_rulebook(session, moment.on).quorum),
        stipends=list_stipends(session, meeting),
        stipend_totals=count_stipends(session, meeting),
        minutes=minutes_timing(session, meeting, moment.on),
        may=may,
        today=moment.on,
        typed=typed or Typed(),
    )


def minutes_page(
    session: Session, actor: Actor, meeting: Meeting, *, today: date, typed: Typed | None = None
) -> MinutesPage:
    """The minutes as they stand; ``typed`` is the form for more time, refused."""
    actor.require(Permission.BOARD_READ)
    text = read_minutes(meeting, actor)
    page = _minutes_page(session, actor, meeting, text, today=today)
    return replace(page, typed=typed) if typed else page


def clashed_page(
    session: Session, actor: Actor, meeting: Meeting, *, merged: Merge, stored: str, today: date
) -> MinutesPage:
    """Both texts put together: what agrees once, what does not one after the other."""
    page = _minutes_page(session, actor, meeting, _both(merged), today=today)
    return replace(page, base=stored, clash=merged)


def screen_page(session: Session, actor: Actor, meeting: Meeting, *, moment: Moment) -> ScreenPage:
    """What everybody in the room may see."""
    actor.require(Permission.BOARD_READ)
    motion = find_open_motion(session, meeting)
    room = room_at(session, meeting, moment, motion=motion)
    rule = rules_of(motion).quorum if motion else get_rulebook(session, moment.on).quorum
    items = list_items(session, meeting)
    waiting = [item for item in items if not item.is_done]
    seats = [seat for seat in room.seats if seat.voting]
    return ScreenPage(
        meeting=meeting,
        items=items,
        now=next((one for one in items if motion and one.id == motion.item_id), next(iter(waiting), None)),
        motion=motion,
        votes_in=len(list_votes(session, motion)) if motion else 0,
        recused=len(room.recused),
        quorum=count_quorum(room, rule),
        vacant_lived=sum(seat.is_lived_experience and not seat.is_filled(moment.on) for seat in seats),
        liaisons=len(room.seats) - len(seats),
    )


def _minutes_page(session: Session, actor: Actor, meeting: Meeting, text: str, *, today: date) -> MinutesPage:
    is_draft = meeting.state == MeetingState.MINUTES_DRAFTED.value
    return MinutesPage(
        meeting=meeting,
        text=text,
        base=text,
        version=meeting.version,
        timing=minutes_timing(session, meeting, today),
        may_write=is_draft and actor.may(Permission.MINUTES_WRITE),
        may_adopt=is_draft and actor.may(Permission.MEETING_RUN),
        may_extend=meeting.state in WITHOUT_MINUTES and actor.may(Permission.MINUTES_WRITE),
        longer=find_extension(session, f"minutes:{meeting.ref}"),
    )


def _both(merged: Merge) -> str:
    return "".join(
        f"{one.first}\n{one.second}" if isinstance(one, Conflict) else one.text for one in merged.pieces
    )


def _still_waiting(session: Session, meeting: Meeting, today: date) -> list[WaitingItem]:
    known = {(item.kind, item.subject) for item in list_items(session, meeting)}
    waiting = list_waiting(session, today, held_on=meeting.held_on)
    return [one for one in waiting if (one.kind.value, one.subject) not in known]


def _doors(actor: Actor, meeting: Meeting) -> Doors:
    state = MeetingState(meeting.state)
    plans, runs = actor.may(Permission.MEETING_PLAN), actor.may(Permission.MEETING_RUN)
    before = state in (MeetingState.PLANNED, MeetingState.NOTICE_GIVEN)
    is_open = state is MeetingState.OPEN
    return Doors(
        plan=plans and (before or is_open),
        run=runs and is_open,
        put=actor.may(Permission.MOTION_RUN) and (before or is_open),
        give_notice=plans and MEETING.may_move(state, MeetingState.NOTICE_GIVEN),
        open=runs and MEETING.may_move(state, MeetingState.OPEN),
        close=runs and MEETING.may_move(state, MeetingState.CLOSED),
        cancel=plans and MEETING.may_move(state, MeetingState.CANCELLED),
        note=runs and state in (MeetingState.OPEN, MeetingState.CLOSED),
        pay=actor.may(Permission.STIPEND_PAY),
    )
