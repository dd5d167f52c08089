"""Meetings on the desk: planning, the agenda, who is in the room, the room's screen."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.permissions import Permission
from app.models.board import Meeting
from app.rooms.board.agendas import (
    NewItem,
    add_item,
    get_item,
    move_item,
    note_item,
    put_proposal_on,
    take_off,
)
from app.rooms.board.attendance import note_passage
from app.rooms.board.forms import (
    ItemForm,
    MeetingForm,
    MoveForm,
    NotesForm,
    PaidForm,
    PassageForm,
    read,
    refused_by,
)
from app.rooms.board.meeting_pages import MeetingFormPage, MeetingsPage, meeting_page, screen_page
from app.rooms.board.meeting_queries import get_meeting, list_meetings
from app.rooms.board.meetings import (
    NewMeeting,
    cancel_meeting,
    change_meeting,
    close_meeting,
    give_notice,
    open_meeting,
    plan_meeting,
)
from app.rooms.board.moments import Moment, ThisMoment
from app.rooms.board.speech import Typed
from app.rooms.board.stipends import Handover, pay_stipend
from app.rooms.proposals.queries import get_proposal_by_ref
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn


@dataclass(frozen=True)
class Place:
    """An item of a meeting's agenda, as the address names it."""

    ref: str
    item: int


router = APIRouter(prefix="/desk/meetings")
PLAN = Depends(form_of(MeetingForm))
ITEM = Depends(form_of(ItemForm))


@router.get("", name="desk_meetings")
def show_meetings(request: Request, session: ReadSession, actor: SignedIn, older: str = "") -> Response:
    """All meetings, newest first."""
    actor.require(Permission.BOARD_READ)
    after = get_meeting(session, older) if older else None
    page = MeetingsPage(list_meetings(session, older_than=after), actor.may(Permission.MEETING_PLAN))
    return render(request, "board/desk/meetings.html", page, block="main", headers=NO_STORE)


@router.get("/new", name="new_meeting")
def new_meeting(request: Request, actor: SignedIn) -> Response:
    """The form for a meeting."""
    actor.require(Permission.MEETING_PLAN)
    return _form(request, MeetingFormPage(Typed(), {}))


@router.post("/new", name="plan_meeting")
def plan(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    form: Annotated[Submitted[MeetingForm], PLAN],
) -> Response:
    """Plan it, with what stands on every agenda."""
    actor.require(Permission.MEETING_PLAN)
    made: list[Meeting] = []
    refused = refused_by(
        session, form, lambda data: made.append(plan_meeting(session, actor, _new(data), today=today))
    )
    if refused:
        typed = Typed("meeting", refused.typed, refused.errors)
        return _form(request, MeetingFormPage(typed, {}), status=422)
    return see_other(request, "desk_meeting", ref=made[0].ref)


@router.get("/{ref}", name="desk_meeting")
def show_meeting(
    request: Request, session: ReadSession, actor: SignedIn, moment: ThisMoment, ref: str
) -> Response:
    """One meeting: its agenda, its people, its motions."""
    return _meeting(request, session, actor, moment, ref)


@router.get("/{ref}/change", name="change_meeting")
def change_form(request: Request, session: ReadSession, actor: SignedIn, ref: str) -> Response:
    """Its place and time in the form."""
    actor.require(Permission.MEETING_PLAN)
    return _form(request, MeetingFormPage(Typed(), _stored(get_meeting(session, ref)), ref))


@router.post("/{ref}/change", name="send_meeting_change")
def change(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[MeetingForm], PLAN],
) -> Response:
    """Another place or time."""
    actor.require(Permission.MEETING_PLAN)
    meeting = get_meeting(session, ref)
    refused = refused_by(
        session, form, lambda data: change_meeting(session, actor, meeting, _new(data), today=today)
    )
    if refused:
        typed = Typed("meeting", refused.typed, refused.errors)
        return _form(request, MeetingFormPage(typed, {}, ref), status=422)
    return see_other(request, "desk_meeting", ref=ref)


@router.post("/{ref}/{act}", name="move_meeting")
def move(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    act: Literal["notice", "open", "close", "cancel"],
) -> Response:
    """Put the agenda up, open, close, call off."""
    meeting = get_meeting(session, ref)
    if act == "notice":
        give_notice(session, actor, meeting, moment=moment)
    else:
        moves = {"open": open_meeting, "close": close_meeting, "cancel": cancel_meeting}
        moves[act](session, actor, meeting, today=moment.on)
    return see_other(request, "desk_meeting", ref=ref)


@router.post("/{ref}/agenda/new", name="put_on_agenda")
def put_on(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[ItemForm], ITEM],
) -> Response:
    """Take up a proposal, or a free item."""
    actor.require(Permission.MEETING_PLAN)
    meeting = get_meeting(session, ref)
    refused = refused_by(session, form, lambda data: _put_on(session, actor, meeting, data, moment))
    if refused:
        typed = Typed("item", refused.typed, refused.errors)
        return _meeting(request, session, actor, moment, ref, typed)
    return see_other(request, "desk_meeting", ref=ref)


@router.post("/{ref}/agenda/{item}/move", name="move_item")
def move_on_agenda(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    place: Annotated[Place, Depends(Place)],
    form: Annotated[Submitted[MoveForm], Depends(form_of(MoveForm))],
) -> Response:
    """One place up or down."""
    actor.require(Permission.MEETING_PLAN)
    row = get_item(session, get_meeting(session, place.ref), place.item)
    move_item(session, actor, row, to=read(form).to, today=today)
    return see_other(request, "desk_meeting", ref=place.ref)


@router.post("/{ref}/agenda/{item}/off", name="take_off_agenda")
def off(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    place: Annotated[Place, Depends(Place)],
) -> Response:
    """Take an item off."""
    take_off(session, actor, get_item(session, get_meeting(session, place.ref), place.item), today=today)
    return see_other(request, "desk_meeting", ref=place.ref)


@router.post("/{ref}/agenda/{item}/notes", name="note_item")
def notes(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    place: Annotated[Place, Depends(Place)],
    form: Annotated[Submitted[NotesForm], Depends(form_of(NotesForm))],
) -> Response:
    """What was said, and whether it is done."""
    actor.require(Permission.MEETING_RUN)
    data = read(form)
    row = get_item(session, get_meeting(session, place.ref), place.item)
    note_item(session, actor, row, notes=data.notes, is_done=bool(data.is_done))
    return see_other(request, "desk_meeting", ref=place.ref)


@router.post("/{ref}/room/pass", name="note_passage")
def passage(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[PassageForm], Depends(form_of(PassageForm))],
) -> Response:
    """Somebody came or went: one press."""
    actor.require(Permission.MEETING_RUN)
    data = read(form)
    meeting = get_meeting(session, ref)
    note_passage(session, actor, meeting, seat_ref=data.seat, move=data.move, moment=moment)
    return see_other(request, "desk_meeting", ref=ref)


@router.post("/{ref}/stipends/pay", name="pay_stipend")
def pay(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[PaidForm], Depends(form_of(PaidForm))],
) -> Response:
    """A stipend was handed over."""
    actor.require(Permission.STIPEND_PAY)
    meeting = get_meeting(session, ref)

    def hand_over(data: PaidForm) -> None:
        pay_stipend(session, actor, meeting, Handover(data.seat, data.paid_on, data.how), today=moment.on)

    refused = refused_by(session, form, hand_over)
    if refused:
        return _meeting(request, session, actor, moment, ref, Typed("paid", refused.typed, refused.errors))
    return see_other(request, "desk_meeting", ref=ref)


@router.get("/{ref}/screen", name="meeting_screen")
def screen(request: Request, session: ReadSession, actor: SignedIn, moment: ThisMoment, ref: str) -> Response:
    """For the wall of the room: the agenda, the open motion, numbers."""
    page = screen_page(session, actor, get_meeting(session, ref), moment=moment)
    return render(request, "board/desk/screen.html", page, block="main", headers=NO_STORE)


def _meeting(
    request: Request, session: Session, actor: Actor, moment: Moment, ref: str, typed: Typed | None = None
) -> Response:
    page = meeting_page(session, actor, get_meeting(session, ref), moment=moment, typed=typed)
    status = 422 if typed else 200
    return render(request, "board/desk/meeting.html", page, block="main", status=status, headers=NO_STORE)


def _form(request: Request, page: MeetingFormPage, *, status: int = 200) -> Response:
    return render(
        request, "board/desk/meeting_form.html", page, block="main", status=status, headers=NO_STORE
    )


def _put_on(session: Session, actor: Actor, meeting: Meeting, data: ItemForm, moment: Moment) -> None:
    if data.proposal:
        proposal = get_proposal_by_ref(session, data.proposal)
        put_proposal_on(
            session, actor, meeting, proposal, minutes_planned=data.minutes_planned, today=moment.on
        )
        return
    new = NewItem(data.kind, data.title, minutes_planned=data.minutes_planned, waiting_since=moment.on)
    add_item(session, actor, meeting, new, today=moment.on)


def _new(data: MeetingForm) -> NewMeeting:
    return NewMeeting(
        place=data.place,
        held_on=data.held_on,
        starts=data.starts,
        ends=data.ends,
        title=data.title,
        has_food=bool(data.has_food),
        stipend_amount=data.stipend_amount,
        stipend_currency=data.stipend_currency,
    )


def _stored(meeting: Meeting) -> dict[str, str]:
    return {
        "title": meeting.title,
        "place": meeting.place,
        "held_on": meeting.held_on.isoformat(),
        "starts": f"{meeting.starts:%H:%M}",
        "ends": f"{meeting.ends:%H:%M}",
        "has_food": "yes" if meeting.has_food else "",
        "stipend_amount": str(meeting.stipend_amount),
        "stipend_currency": meeting.stipend_currency,
    }
