"""Calls for names on the desk."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.models.nominations import SeatCall
from app.rooms.ballots.calls import call_off, close_call, get_call, open_call
from app.rooms.ballots.desk_routes import TheseTongues
from app.rooms.ballots.elections import NewElection, prepare_election, take_names_anew
from app.rooms.ballots.forms import instant_of
from app.rooms.ballots.nomination_forms import CallForm, ElectionForm, NameForm, ReadForm
from app.rooms.ballots.nomination_pages import call_page, calls_page
from app.rooms.ballots.nominations import accept_name, refuse_name, take_back_name, type_name
from app.rooms.board.forms import refused_by
from app.rooms.board.speech import Typed
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

F = TypeVar("F", bound=FormModel)
router = APIRouter(prefix="/desk/nominations")
CallTyped = Annotated[Submitted[CallForm], Depends(form_of(CallForm))]
NameTyped = Annotated[Submitted[NameForm], Depends(form_of(NameForm))]
ReadTyped = Annotated[Submitted[ReadForm], Depends(form_of(ReadForm))]
ElectionTyped = Annotated[Submitted[ElectionForm], Depends(form_of(ElectionForm))]


@dataclass(frozen=True)
class AtCall:
    """Somebody does something with one call."""

    request: Request
    session: Session
    actor: Actor
    today: date
    call: SeatCall


def _at_call(request: Request, session: WriteSession, actor: SignedIn, today: Today, ref: str) -> AtCall:
    return AtCall(request, session, actor, today, get_call(session, ref))


There = Annotated[AtCall, Depends(_at_call)]


@router.get("", name="seat_calls")
def list_them(request: Request, session: ReadSession, actor: SignedIn, today: Today) -> Response:
    """Every call, and the form for a new one."""
    page = calls_page(session, actor, today=today)
    return render(request, "ballots/desk/calls.html", page, block="main", headers=NO_STORE)


@router.post("", name="open_seat_call")
def open_one(
    request: Request, session: WriteSession, actor: SignedIn, today: Today, form: CallTyped
) -> Response:
    """Take names for seats."""
    actor.require(Permission.BALLOT_PREPARE)
    made: list[SeatCall] = []

    def write(data: CallForm) -> None:
        made.append(open_call(session, actor, seats=data.seats, until_on=data.until_on, today=today))

    refused = refused_by(session, form, write)
    if refused:
        typed = Typed("call", refused.typed, refused.errors)
        page = calls_page(session, actor, today=today, typed=typed)
        return render(request, "ballots/desk/calls.html", page, block="main", status=422, headers=NO_STORE)
    return see_other(request, "seat_call", ref=made[0].ref)


@router.get("/{ref}", name="seat_call")
def show(request: Request, session: ReadSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """One call with its names."""
    page = call_page(session, actor, get_call(session, ref), today=today)
    return render(request, "ballots/desk/call.html", page, block="main", headers=NO_STORE)


@router.post("/{ref}/close", name="close_seat_call")
def close(at: There) -> Response:
    """Take no more names."""
    close_call(at.session, at.actor, at.call, today=at.today)
    return see_other(at.request, "seat_call", ref=at.call.ref)


@router.post("/{ref}/off", name="call_off_seat_call")
def off(at: There) -> Response:
    """Call it off."""
    call_off(at.session, at.actor, at.call, today=at.today)
    return see_other(at.request, "seat_call", ref=at.call.ref)


@router.post("/{ref}/names", name="type_nomination")
def type_one(at: There, form: NameTyped) -> Response:
    """A name from paper, or told to somebody here."""

    def write(data: NameForm) -> None:
        type_name(at.session, at.actor, at.call, alias=data.alias, statement=data.statement, today=at.today)

    refused = refused_by(at.session, form, write)
    if refused:
        return _sent_back(at, "name", refused)
    return see_other(at.request, "seat_call", ref=at.call.ref)


@router.post("/{ref}/read", name="read_nomination")
def read_one(at: There, form: ReadTyped) -> Response:
    """Onto the ballot, or not and on which ground, or taken back for somebody without a code."""

    def write(data: ReadForm) -> None:
        if data.choice == "refuse":
            refuse_name(at.session, at.actor, at.call, data.which, ground=data.ground, today=at.today)
        else:
            act = accept_name if data.choice == "accept" else take_back_name
            act(at.session, at.actor, at.call, data.which, today=at.today)

    refused = refused_by(at.session, form, write)
    if refused:
        return _sent_back(at, "read", refused)
    return see_other(at.request, "seat_call", ref=at.call.ref)


@router.post("/{ref}/ballot", name="prepare_election")
def prepare(at: There, tongues: TheseTongues, form: ElectionTyped) -> Response:
    """A draft of the vote; it is looked at and frozen like any other."""
    at.actor.require(Permission.BALLOT_PREPARE)
    made: list[Ballot] = []

    def write(data: ElectionForm) -> None:
        new = NewElection(
            question={tongues.first: data.question.strip()},
            opens_at=instant_of(data.opens_on, data.opens_time, tongues, at="opens_on"),
            closes_at=instant_of(data.closes_on, data.closes_time, tongues, at="closes_on"),
            tellers=data.tellers,
            method=data.method,
            language=tongues.first,
        )
        made.append(prepare_election(at.session, at.actor, at.call, new, today=at.today))

    refused = refused_by(at.session, form, write)
    if refused:
        return _sent_back(at, "election", refused)
    return see_other(at.request, "desk_ballot", ref=made[0].ref)


@router.post("/{ref}/anew", name="take_names_anew")
def anew(at: There, tongues: TheseTongues) -> Response:
    """The names that still stand, onto the draft."""
    ballot = take_names_anew(at.session, at.actor, at.call, language=tongues.first, today=at.today)
    return see_other(at.request, "desk_ballot", ref=ballot.ref)


def _sent_back(at: AtCall, name: str, form: Submitted[F]) -> Response:
    page = call_page(
        at.session, at.actor, at.call, today=at.today, typed=Typed(name, form.typed, form.errors)
    )
    return render(at.request, "ballots/desk/call.html", page, block="main", status=422, headers=NO_STORE)
