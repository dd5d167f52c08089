"""The organisation at the desk, and the rehearsal of the recovery key."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.host_names import telling_word
from app.domain.permissions import Permission
from app.models.organisation import Organisation
from app.rooms.admin.actions import edit_organisation, rehearse_recovery, seen_organisation
from app.rooms.admin.desk_pages import FormState, OrganisationPage, RehearsalPage
from app.rooms.admin.forms import OrganisationForm, RehearsalForm, organisation_change
from app.rooms.admin.queries import list_offered_languages, list_places
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter()


@router.get("/desk/organisation", name="desk_organisation")
def organisation(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """Name, languages and places, to look at and change."""
    actor.require(Permission.ORGANISATION_EDIT)
    return _organisation(request, session, FormState())


@router.post("/desk/organisation", name="edit_organisation")
def edit(
    request: Request,
    form: Annotated[Submitted[OrganisationForm], Depends(form_of(OrganisationForm))],
    session: WriteSession,
    actor: SignedIn,
    today: Today,
) -> Response:
    """Save, or the form again with what is not right yet."""
    actor.require(Permission.ORGANISATION_EDIT)
    if form.data is None:
        return _organisation(request, session, FormState(form.typed, form.errors), status=422)
    change, errors = organisation_change(form.data, form.typed)
    if errors:
        return _organisation(request, session, FormState(form.typed, errors), status=422)
    try:
        edit_organisation(session, actor, change, seen=form.data.seen, today=today)
    except IllegalMove:
        return _organisation(request, session, FormState(form.typed), status=409)
    request.app.state.house.forget()
    return see_other(request, "desk_organisation")


@router.get("/desk/recovery", name="desk_recovery")
def recovery(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """The form for both halves."""
    actor.require(Permission.ORGANISATION_EDIT)
    return _recovery(request, session, FormState())


@router.post("/desk/recovery", name="rehearse_recovery")
def rehearse(
    request: Request,
    form: Annotated[Submitted[RehearsalForm], Depends(form_of(RehearsalForm))],
    session: WriteSession,
    actor: SignedIn,
    today: Today,
) -> Response:
    """Right, and the reminder goes away; else which half is wrong."""
    actor.require(Permission.ORGANISATION_EDIT)
    try:
        if form.data:
            rehearse_recovery(session, actor, form.data.half_1, form.data.half_2, today=today)
            return see_other(request, "desk_recovery")
    except InvalidInput as refusal:
        errors = {refusal.field or "half_1": Sentence(refusal.key, refusal.facts)}
        return _recovery(request, session, FormState(form.typed, errors), status=422)
    return _recovery(request, session, FormState(form.typed, form.errors), status=422)


def _organisation(request: Request, session: Session, form: FormState, *, status: int = 200) -> Response:
    row = session.get_one(Organisation, 1)
    host = urlsplit(request.app.state.settings.effective_base_url).hostname or ""
    page = OrganisationPage(
        row,
        list_offered_languages(session),
        list_places(session),
        seen_organisation(session),
        row.recovery_rehearsed_on is not None,
        form,
        telling_word=telling_word(host),
        was_changed=status == 409,
    )
    return render(request, "admin/desk/organisation.html", page, status=status, block="main")


def _recovery(request: Request, session: Session, form: FormState, *, status: int = 200) -> Response:
    is_done = session.get_one(Organisation, 1).recovery_rehearsed_on is not None
    page = RehearsalPage(is_done, form)
    return render(request, "admin/desk/recovery.html", page, status=status, block="main")
