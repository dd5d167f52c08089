"""Cards on the desk: printing batches, shifts of drawing, counting what was kept back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response, StreamingResponse

from app.domain.permissions import Permission
from app.rooms.ballots.card_forms import CodesForm, PrintForm, ShiftForm
from app.rooms.ballots.card_pages import batch_page, cards_page
from app.rooms.ballots.card_queries import get_batch
from app.rooms.ballots.drawing import NewShift, begin_shift, end_shift, read_codes
from app.rooms.ballots.kept_back import count_kept_back, void_whole_batch
from app.rooms.ballots.printing import Print, Printer, print_batch
from app.rooms.ballots.sheet_pdf import make_pdf
from app.rooms.ballots.sheets import SheetPage, draw_document, sheet_page
from app.rooms.board.acts import office_of
from app.rooms.board.forms import refused_by
from app.rooms.board.speech import Typed
from app.web.actors import Actor
from app.web.addresses import STATIC, see_other
from app.web.forms import Submitted, form_of
from app.web.house import OrganisationFacts
from app.web.render import NO_STORE, render
from app.web.requests import Facts, Machine, ReadSession, Today, WriteSession
from app.web.sessions import RecentlyProved, SignedIn

router = APIRouter(prefix="/desk/cards")


@dataclass(frozen=True)
class Desk:
    """What acts on cards need to know of this machine and this day."""

    pepper: bytes = field(repr=False)
    today: date
    facts: OrganisationFacts


def _desk(machine: Machine, today: Today, facts: Facts) -> Desk:
    return Desk(machine.pepper, today, facts)


ThisDesk = Annotated[Desk, Depends(_desk)]
Codes = Annotated[Submitted[CodesForm], Depends(form_of(CodesForm))]


@router.get("", name="desk_cards")
def show_cards(request: Request, session: ReadSession, actor: SignedIn, desk: ThisDesk) -> Response:
    """Every batch, and the form for a new one."""
    return _cards(request, session, actor, desk)


@router.post("", name="print_cards")
def print_cards(
    request: Request,
    session: WriteSession,
    actor: RecentlyProved,
    desk: ThisDesk,
    form: Annotated[Submitted[PrintForm], Depends(form_of(PrintForm))],
) -> Response:
    """Make a batch; the answer is its sheets, and there is no other answer that has them."""
    actor.require(Permission.CARD_MAKE)
    address = request.app.state.settings.effective_base_url
    printer = Printer(desk.pepper, office_of(actor, Permission.CARD_MAKE), address, desk.today)
    done: list[Print] = []

    def act(data: PrintForm) -> None:
        done.append(print_batch(session, desk.facts, data, printer))

    refused = refused_by(session, form, act)
    if refused:
        typed = Typed("print", refused.typed, refused.errors)
        return _cards(request, session, actor, desk, typed)
    # Drawn while it is sent: the batch is committed by then, and nobody waits for the printer.
    if form.value("output") == "pdf":
        return _stream(lambda: make_pdf(draw_document(_sheets(done[0], alone=True))), "application/pdf")
    return _stream(lambda: bytes(_drawn(request, _sheets(done[0])).body), "text/html; charset=utf-8")


@router.get("/{ref}", name="desk_card_batch")
def show_batch(request: Request, session: ReadSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """One batch."""
    return _batch(request, session, actor, ref, today)


@router.post("/{ref}/shift", name="begin_shift")
def begin(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[ShiftForm], Depends(form_of(ShiftForm))],
) -> Response:
    """A bag is opened before two witnesses."""
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, ref)
    refused = refused_by(
        session,
        form,
        lambda data: begin_shift(
            session,
            actor,
            batch,
            NewShift(data.in_bag, data.first_witness, data.second_witness),
            today=today,
        ),
    )
    if refused:
        typed = Typed("shift", refused.typed, refused.errors)
        return _batch(request, session, actor, ref, today, typed)
    return see_other(request, "desk_card_batch", ref=ref)


@router.post("/{ref}/end", name="end_shift")
def end(
    request: Request, session: WriteSession, actor: SignedIn, desk: ThisDesk, ref: str, form: Codes
) -> Response:
    """What nobody drew is voided."""
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, ref)

    def act(data: CodesForm) -> None:
        end_shift(session, actor, batch, read_codes(data.codes, desk.pepper), today=desk.today)

    refused = refused_by(session, form, act)
    if refused:
        typed = Typed("end", refused.typed, refused.errors)
        return _batch(request, session, actor, ref, desk.today, typed)
    return see_other(request, "desk_card_batch", ref=ref)


@router.post("/{ref}/kept-back", name="count_kept_back")
def kept_back(
    request: Request, session: WriteSession, actor: SignedIn, desk: ThisDesk, ref: str, form: Codes
) -> Response:
    """One of two people enters the codes of the cards that were kept back."""
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, ref)

    def act(data: CodesForm) -> None:
        count_kept_back(session, actor, batch, read_codes(data.codes, desk.pepper), today=desk.today)

    refused = refused_by(session, form, act)
    if refused:
        typed = Typed("kept", refused.typed, refused.errors)
        return _batch(request, session, actor, ref, desk.today, typed)
    return see_other(request, "desk_card_batch", ref=ref)


@router.post("/{ref}/void", name="void_card_batch")
def void(request: Request, session: WriteSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """The print failed, or the cards are not needed: none of them votes."""
    void_whole_batch(session, actor, get_batch(session, ref), today=today)
    return see_other(request, "desk_card_batch", ref=ref)


def _sheets(done: Print, *, alone: bool = False) -> SheetPage:
    style = (STATIC / "cards.css").read_text() if alone else ""
    return sheet_page(done.made.batch, done.made.codes, purpose=done.purpose, look=done.look, style=style)


def _drawn(request: Request, page: SheetPage) -> Response:
    return render(request, "ballots/sheet.html", page)


def _stream(make: Callable[[], bytes], media_type: str) -> StreamingResponse:
    def once() -> Iterator[bytes]:
        yield make()

    return StreamingResponse(once(), media_type=media_type, headers=NO_STORE)


def _cards(
    request: Request,
    session: Session,
    actor: Actor,
    desk: Desk,
    typed: Typed | None = None,
) -> Response:
    page = cards_page(session, actor, desk.facts, today=desk.today, typed=typed)
    status = 422 if typed else 200
    return render(request, "ballots/desk/cards.html", page, block="main", status=status, headers=NO_STORE)


def _batch(
    request: Request, session: Session, actor: Actor, ref: str, today: date, typed: Typed | None = None
) -> Response:
    page = batch_page(session, actor, ref, today=today, typed=typed)
    status = 422 if typed else 200
    return render(request, "ballots/desk/batch.html", page, block="main", status=status, headers=NO_STORE)
