"""The board's desk: seats, terms and the rulebook; meetings, motions and minutes have their own files."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.rooms.board.filling import Member, NewTerm, add_seat, change_member, close_seat, end_term, fill_seat
from app.rooms.board.forms import EndForm, MemberForm, RulebookForm, SeatForm, TermForm, refused_by
from app.rooms.board.pages import RulebookEditPage, RulebookPage, board_page, seat_page
from app.rooms.board.rulebook_form import field_of, form_values, read_form
from app.rooms.board.rulebooks import (
    enter_rulebook,
    find_newest,
    get_rulebook,
    get_version,
    list_versions,
)
from app.rooms.board.seats import get_seat, get_seat_of_term, get_term
from app.rooms.board.speech import Typed
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter(prefix="/desk/board")


@router.get("", name="desk_board")
def show_board(request: Request, session: ReadSession, actor: SignedIn, today: Today) -> Response:
    """Seats, the next meetings, the rulebook in force."""
    return _board(request, session, actor, today)


@router.post("/seats", name="add_seat")
def add(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    form: Annotated[Submitted[SeatForm], Depends(form_of(SeatForm))],
) -> Response:
    """Put a chair at the table."""
    actor.require(Permission.SEAT_EDIT)
    refused = refused_by(session, form, lambda data: add_seat(session, actor, data.seat_class, today=today))
    if refused:
        return _board(request, session, actor, today, Typed("seat", refused.typed, refused.errors))
    return see_other(request, "desk_board")


@router.get("/seats/{ref}", name="desk_seat")
def show_seat(request: Request, session: ReadSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """One seat: who fills it, who did, and what may be done."""
    return _seat(request, session, actor, today, ref)


@router.post("/seats/{ref}/fill", name="fill_seat")
def fill(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[TermForm], Depends(form_of(TermForm))],
) -> Response:
    """Give the seat to somebody under an alias."""
    actor.require(Permission.SEAT_EDIT)
    seat = get_seat(session, ref)
    refused = refused_by(
        session, form, lambda data: fill_seat(session, actor, seat, _new_term(data), today=today)
    )
    if refused:
        return _seat(request, session, actor, today, ref, Typed("fill", refused.typed, refused.errors))
    return see_other(request, "desk_seat", ref=ref)


@router.post("/seats/{ref}/close", name="close_seat")
def close(request: Request, session: WriteSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """Take a vacant chair away."""
    close_seat(session, actor, get_seat(session, ref), today=today)
    return see_other(request, "desk_board")


@router.post("/terms/{ref}/end", name="end_term")
def end(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[EndForm], Depends(form_of(EndForm))],
) -> Response:
    """The member resigns or leaves."""
    actor.require(Permission.SEAT_EDIT)
    term = get_term(session, ref)
    seat = get_seat_of_term(session, term).ref
    refused = refused_by(
        session, form, lambda data: end_term(session, actor, term, ends_on=data.ends_on, today=today)
    )
    if refused:
        return _seat(request, session, actor, today, seat, Typed("end", refused.typed, refused.errors))
    return see_other(request, "desk_seat", ref=seat)


@router.post("/terms/{ref}", name="change_member")
def change(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[MemberForm], Depends(form_of(MemberForm))],
) -> Response:
    """Another office, other interests, or another choice about showing the class."""
    actor.require(Permission.SEAT_EDIT)
    term = get_term(session, ref)
    seat = get_seat_of_term(session, term).ref
    refused = refused_by(
        session, form, lambda data: change_member(session, actor, term, to=_member(data), today=today)
    )
    if refused:
        return _seat(request, session, actor, today, seat, Typed("member", refused.typed, refused.errors))
    return see_other(request, "desk_seat", ref=seat)


@router.get("/rulebook", name="desk_rulebook")
def show_rulebook(request: Request, session: ReadSession, actor: SignedIn, today: Today) -> Response:
    """The rulebook in plain sentences, and every version with what it changed."""
    actor.require(Permission.BOARD_READ)
    page = RulebookPage(
        versions=list_versions(session),
        may_edit=actor.may(Permission.RULEBOOK_EDIT),
        typical=get_rulebook(session, today),
        today=today,
    )
    return render(request, "board/desk/rulebook.html", page, block="main", headers=NO_STORE)


@router.get("/rulebook/new", name="new_rulebook")
def new_rulebook(request: Request, session: ReadSession, actor: SignedIn, today: Today) -> Response:
    """The rules as a form, filled with the newest version."""
    actor.require(Permission.RULEBOOK_EDIT)
    values = form_values(get_rulebook(session, date.max)) | {"in_force_on": [today.isoformat()]}
    return _rulebook_form(request, session, Typed("rulebook", values))


@router.post("/rulebook/new", name="enter_rulebook")
def enter(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    form: Annotated[Submitted[RulebookForm], Depends(form_of(RulebookForm))],
) -> Response:
    """Enter the next version, or the form again with what is wrong."""
    actor.require(Permission.RULEBOOK_EDIT)
    refused = refused_by(session, form, lambda data: _enter(session, actor, form, data, today=today))
    if refused:
        return _rulebook_form(request, session, Typed("rulebook", form.typed, refused.errors), status=422)
    return see_other(request, "desk_rulebook")


@router.get("/rulebook/{number}", name="desk_rulebook_version")
def show_version(
    request: Request, session: ReadSession, actor: SignedIn, today: Today, number: int
) -> Response:
    """One version in plain sentences, and what it changed."""
    actor.require(Permission.BOARD_READ)
    page = RulebookPage([get_version(session, number)], False, get_rulebook(session, today), today)
    return render(request, "board/desk/rulebook_version.html", page, block="main", headers=NO_STORE)


def _enter(
    session: Session, actor: Actor, form: Submitted[RulebookForm], data: RulebookForm, *, today: date
) -> None:
    newest = find_newest(session)
    try:
        rulebook = read_form(form.typed, version=newest.number + 1 if newest else 1)
    except InvalidInput as refusal:
        raise InvalidInput(refusal.key, field=field_of(refusal), **refusal.facts) from None
    enter_rulebook(
        session,
        actor,
        rulebook,
        decision_ref=data.decision_ref,
        in_force_on=data.in_force_on,
        today=today,
    )


def _rulebook_form(request: Request, session: Session, typed: Typed, *, status: int = 200) -> Response:
    page = RulebookEditPage(typed=typed, is_first=find_newest(session) is None)
    return render(
        request, "board/desk/rulebook_edit.html", page, block="main", status=status, headers=NO_STORE
    )


def _board(
    request: Request, session: Session, actor: Actor, today: date, typed: Typed | None = None
) -> Response:
    page = board_page(session, actor, today=today, typed=typed)
    status = 422 if typed else 200
    return render(request, "board/desk/board.html", page, block="main", status=status, headers=NO_STORE)


def _seat(
    request: Request, session: Session, actor: Actor, today: date, ref: str, typed: Typed | None = None
) -> Response:
    page = seat_page(session, actor, get_seat(session, ref), today=today, typed=typed)
    status = 422 if typed else 200
    return render(request, "board/desk/seat.html", page, block="main", status=status, headers=NO_STORE)


def _new_term(data: TermForm) -> NewTerm:
    return NewTerm(
        alias=data.alias,
        starts_on=data.starts_on,
        ends_on=data.ends_on,
        office=data.office,
        shows_class=bool(data.shows_class),
        interests=data.interests,
        account=data.account,
    )


def _member(data: MemberForm) -> Member:
    return Member(data.office, bool(data.shows_class), data.interests)
