"""Typing in paper forms at the desk, by the keyboard alone, and printing blank ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from pydantic import BeforeValidator
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from app.domain.errors import InvalidInput, Refusal
from app.domain.feedback_kinds import Channel
from app.domain.floods import Way
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.rooms.feedback.arrival import Door, SentForm
from app.rooms.feedback.form_marks import NO_RESHOW_KEY, mark_of, new_token
from app.rooms.feedback.forms import SayForm
from app.rooms.feedback.routes import opens_at
from app.rooms.feedback.sending import voice_of_form
from app.rooms.stewardship.pages import Typed
from app.rooms.stewardship.paper import PaperVoice, enter_paper, print_stubs
from app.rooms.stewardship.queries import list_places
from app.vault.machine import MachineKeys
from app.vault.receipts import ReceiptKeys, derive_receipt, group_code, new_code, normalise_code
from app.web.actors import Actor
from app.web.addresses import path_for
from app.web.errors import status_of
from app.web.forms import FormModel, Submitted, form_of
from app.web.house import OrganisationFacts
from app.web.render import NO_STORE, render
from app.web.requests import (
    Facts,
    Machine,
    Now,
    ReadSession,
    ThisWeek,
    WriteSession,
    argon_costs,
    argon_lane,
)
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter()
Blank = BeforeValidator(lambda typed: typed or None)


class PaperForm(SayForm):
    """What stands on the paper, in which language, and the code of its stub."""

    code: str = ""
    language: str = ""


class PrintForm(FormModel):
    """How many forms, in which language."""

    count: Annotated[int | None, Blank] = None
    language: str = ""


@dataclass(frozen=True)
class PaperPage:
    """The form for the next paper. ``entered`` names the one before, whose place and language stay."""

    token: str = field(repr=False)
    places: Sequence[tuple[str, str]]
    languages: Sequence[str]
    entered: str
    typed: Typed


@dataclass(frozen=True)
class SheetPage:
    """Blank forms with their codes in groups, for the printer alone."""

    codes: Sequence[Sequence[str]] = field(repr=False)
    opens_at: str
    places: Sequence[str]


@dataclass(frozen=True)
class Typing:
    """A typed form, its code and the keys of it; ``refusal`` when there can be none."""

    form: Submitted[PaperForm]
    code: str = field(default="", repr=False)
    receipt: ReceiptKeys | None = field(default=None, repr=False)
    refusal: Refusal | None = None


async def _typing(
    request: Request,
    form: Annotated[Submitted[PaperForm], Depends(form_of(PaperForm))],
    actor: SignedIn,
    machine: Machine,
) -> Typing:
    """The slow work of the code's keys, before any transaction."""
    actor.require(Permission.PAPER_ENTER)
    if form.data is None:
        return Typing(form)
    cost, _ = argon_costs(request)
    try:
        code = normalise_code(form.data.code) if form.data.code.strip() else ""
        receipt = await argon_lane(request).in_argon(
            lambda: derive_receipt(code or new_code(), machine.pepper, cost=cost)
        )
    except Refusal as refusal:
        return Typing(form, refusal=refusal)
    return Typing(form, code, receipt)


@router.get("/desk/paper", name="paper")
def paper(
    request: Request, session: ReadSession, actor: SignedIn, facts: Facts, machine: Machine, now: Now
) -> Response:
    """The form for the next paper."""
    actor.require(Permission.PAPER_ENTER)
    kept = {name: [request.query_params.get(name, "")] for name in ("place", "language")}
    page = _page(session, facts.languages, new_token(machine.form_key, now), Typed(kept))
    page = replace(page, entered=request.query_params.get("entered", "")[:16])
    return render(request, "stewardship/desk/paper.html", page, block="main", headers=NO_STORE)


@dataclass(frozen=True)
class Here:
    """When and in which house a paper is typed in."""

    facts: OrganisationFacts
    machine: MachineKeys
    now: datetime
    week: Week


def _here(facts: Facts, machine: Machine, now: Now, week: ThisWeek) -> Here:
    return Here(facts, machine, now, week)


AtDesk = Annotated[Here, Depends(_here)]


@router.post("/desk/paper", name="enter_paper")
def enter(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    typing: Annotated[Typing, Depends(_typing)],
    here: AtDesk,
) -> Response:
    """Seal it and go on with the next paper; a refused form keeps what was typed."""
    form = typing.form
    try:
        if typing.refusal:
            raise typing.refusal
        if form.data is not None:
            with session.begin_nested():
                ref = _enter(session, actor, typing, form.data, here)
            kept = {"entered": ref, "place": form.data.place, "language": form.data.language}
            return RedirectResponse(f"{path_for(request, 'paper')}?{urlencode(kept)}", 303)
        status = 422
    except Refusal as refusal:
        status = status_of(refusal)
        named = refusal.field if isinstance(refusal, InvalidInput) else None
        form = replace(form, errors={named or "form": Sentence(refusal.key, refusal.facts)})
    token = new_token(here.machine.form_key, here.now)
    page = _page(session, here.facts.languages, token, Typed(form.typed, form.errors))
    return render(request, "stewardship/desk/paper.html", page, block="main", status=status, headers=NO_STORE)


@router.post("/desk/paper/sheet", name="paper_sheet")
def sheet(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    form: Annotated[Submitted[PrintForm], Depends(form_of(PrintForm))],
    here: AtDesk,
) -> Response:
    """Blank forms with their codes, this one time; nobody can print the same codes again."""
    wanted = form.data
    try:
        count = (wanted and wanted.count) or 0
        codes = print_stubs(session, actor, count=count, pepper=here.machine.pepper, week=here.week)
    except InvalidInput as refusal:
        token = new_token(here.machine.form_key, here.now)
        page = _page(session, here.facts.languages, token, Typed(form.typed, form.refused(refusal).errors))
        return render(request, "stewardship/desk/paper.html", page, status=422, headers=NO_STORE)
    language = wanted.language if wanted and wanted.language in here.facts.languages else None
    # What people read on paper is in their language, whatever the desk speaks.
    request.scope["sayso_language"] = language or here.facts.default_language
    places = [place.name for place in list_places(session) if place.is_open]
    sheets = SheetPage([group_code(code) for code in codes], opens_at(request), places)
    return render(request, "feedback/paper.html", sheets, headers=NO_STORE)


def _enter(session: Session, actor: Actor, typing: Typing, data: PaperForm, here: Here) -> str:
    mark = mark_of(here.machine.form_key, typing.form.typed, here.now)
    mark.require_fresh()
    offered = data.language in here.facts.languages
    voice = voice_of_form(session, data, data.language if offered else here.facts.default_language)
    voice = replace(voice, channel=Channel.PAPER, door=Door(Way.DESK))
    assert typing.receipt is not None  # noqa: S101  # there is one unless it was refused
    sealed = PaperVoice(voice, SentForm(mark, NO_RESHOW_KEY), typing.code, typing.receipt)
    thread = enter_paper(session, actor, paper=sealed, pepper=here.machine.pepper, week=here.week)
    return thread.ref if thread else ""


def _page(session: Session, languages: Sequence[str], token: str, typed: Typed) -> PaperPage:
    places = [(place.slug, place.name) for place in list_places(session) if place.is_open]
    return PaperPage(token, places, languages, "", typed)
