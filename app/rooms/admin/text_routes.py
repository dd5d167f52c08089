"""The lines above the form at the desk: written by an administrator, confirmed by the director."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed, NotFound
from app.domain.permissions import Permission
from app.rooms.admin.desk_pages import FormState, TextPage, TextsPage
from app.rooms.admin.forms import ConfirmForm, TextForm, text_change
from app.rooms.admin.queries import (
    KINDS,
    get_text_line,
    intake_is_open,
    list_offered_languages,
    list_text_lines,
)
from app.rooms.admin.texts import add_text, confirm_wording, edit_text, remove_text, seen_mark
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.languages import own_name
from app.web.render import render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter()

ThisForm = Annotated[Submitted[TextForm], Depends(form_of(TextForm))]


@router.get("/desk/texts", name="desk_texts")
def texts(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """Every line, and which words wait for the director."""
    can_edit, can_confirm = actor.may(Permission.ORGANISATION_EDIT), actor.may(Permission.TEXT_CONFIRM)
    if not (can_edit or can_confirm):
        raise NotAllowed("not_allowed")
    page = TextsPage.of(
        list_text_lines(session),
        is_open=intake_is_open(session),
        can_edit=can_edit,
        can_confirm=can_confirm,
    )
    return render(request, "admin/desk/texts.html", page, block="main")


@router.get("/desk/texts/new/{kind}", name="new_text")
def new_text(request: Request, session: ReadSession, actor: SignedIn, kind: str) -> Response:
    """The form for one more line."""
    actor.require(Permission.ORGANISATION_EDIT)
    return _new(request, session, kind, FormState())


@router.post("/desk/texts/new/{kind}", name="add_text")
def add(
    request: Request, form: ThisForm, session: WriteSession, actor: SignedIn, today: Today, kind: str
) -> Response:
    """One more line, which waits for the director."""
    actor.require(Permission.ORGANISATION_EDIT)
    if kind not in KINDS:
        raise NotFound("not_found")
    typed = form.data or TextForm()
    change, errors = text_change(typed, form.typed, languages=list_offered_languages(session))
    try:
        if form.data and not errors:
            add_text(session, actor, kind, change, today=today)
            return see_other(request, "desk_texts")
    except InvalidInput as refusal:
        errors = _error_of(refusal)
    return _new(request, session, kind, FormState(form.typed, {**form.errors, **errors}), status=422)


@router.get("/desk/texts/{text_id:int}", name="desk_text")
def text(request: Request, session: ReadSession, actor: SignedIn, text_id: int) -> Response:
    """One line to edit."""
    actor.require(Permission.ORGANISATION_EDIT)
    return _edit(request, session, text_id, FormState())


@router.post("/desk/texts/{text_id:int}", name="edit_text")
def edit(
    request: Request, form: ThisForm, session: WriteSession, actor: SignedIn, today: Today, text_id: int
) -> Response:
    """Save; what changed waits for the director again."""
    actor.require(Permission.ORGANISATION_EDIT)
    typed = form.data or TextForm()
    change, errors = text_change(typed, form.typed, languages=list_offered_languages(session))
    try:
        if form.data and not errors:
            edit_text(session, actor, text_id, change, seen=form.data.seen, today=today)
            return see_other(request, "desk_texts")
    except InvalidInput as refusal:
        errors = _error_of(refusal)
    except IllegalMove:
        return _edit(request, session, text_id, FormState(form.typed), status=409)
    return _edit(request, session, text_id, FormState(form.typed, {**form.errors, **errors}), status=422)


@router.post("/desk/texts/{text_id:int}/remove", name="remove_text")
def remove(request: Request, session: WriteSession, actor: SignedIn, today: Today, text_id: int) -> Response:
    """Take the line away."""
    remove_text(session, actor, text_id, today=today)
    return see_other(request, "desk_texts")


@router.post("/desk/texts/{text_id:int}/confirm", name="confirm_text")
def confirm(
    request: Request,
    form: Annotated[Submitted[ConfirmForm], Depends(form_of(ConfirmForm))],
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    text_id: int,
) -> Response:
    """The director stands by these words."""
    actor.require(Permission.TEXT_CONFIRM)
    if form.data is None:
        raise IllegalMove("changed_meanwhile")
    confirm_wording(session, actor, text_id, language=form.data.language, seen=form.data.seen, today=today)
    return see_other(request, "desk_texts")


def _error_of(refusal: InvalidInput) -> dict[str, Sentence]:
    return {refusal.field or "form": Sentence(refusal.key, refusal.facts)}


def _languages(session: Session) -> list[tuple[str, str]]:
    return [(code, own_name(code)) for code in list_offered_languages(session)]


def _new(request: Request, session: Session, kind: str, form: FormState, *, status: int = 200) -> Response:
    if kind not in KINDS:
        raise NotFound("not_found")
    page = TextPage(kind, _languages(session), form=form)
    return render(request, "admin/desk/text.html", page, status=status, block="main")


def _edit(
    request: Request, session: Session, text_id: int, form: FormState, *, status: int = 200
) -> Response:
    line = get_text_line(session, text_id)
    page = TextPage(
        line.text.kind,
        _languages(session),
        line.text,
        {code: (wording.lead, wording.body) for code, wording in line.wordings.items()},
        seen_mark(line),
        form,
        was_changed=status == 409,
    )
    return render(request, "admin/desk/text.html", page, status=status, block="main")
