"""The answers desk: who waits, drafts, how an answer will look, publishing, correcting, dropping."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.lifecycles import AnswerState
from app.domain.permissions import Permission
from app.rooms.answers.actions import (
    ChangedMeanwhile,
    drop_draft,
    get_answer,
    keep_draft,
    start_correction,
    start_draft,
)
from app.rooms.answers.editing import edit_page, preview_page, published_page, typed_from
from app.rooms.answers.forms import DraftForm, LongerForm, NewAnswerForm, VersionForm
from app.rooms.answers.more_time import extend_answer
from app.rooms.answers.pages import ListPage, NewPage
from app.rooms.answers.publication import publish_answer
from app.rooms.answers.queries import (
    PUBLISHED_A_PAGE,
    list_drafts,
    list_published,
    list_waiting_themes,
    list_waiting_voices,
)
from app.rooms.answers.targets import Targets, read_references
from app.rooms.feedback.longer import MoreTime
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import render
from app.web.requests import ReadSession, ThisWeek, Today, WriteSession
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter(prefix="/desk/answers")
NEW = Depends(form_of(NewAnswerForm))
DRAFT = Depends(form_of(DraftForm))
VERSION = Depends(form_of(VersionForm))
LONGER = Depends(form_of(LongerForm))
NEXT = {"keep": "desk_answer", "look": "preview_answer"}


@router.get("", name="desk_answers")
def list_answers(
    request: Request, session: ReadSession, actor: SignedIn, today: Today, whose: str = "all", older: str = ""
) -> Response:
    """Drafts by the day they are due, then what is published."""
    actor.require(Permission.ANSWER_DRAFT)
    published = list_published(session, older_than=get_answer(session, older) if older else None)
    shown = published[:PUBLISHED_A_PAGE]
    page = ListPage(
        drafts=list_drafts(session, actor, only_own=whose == "mine", today=today),
        only_own=whose == "mine",
        published=shown,
        older=shown[-1].ref if len(published) > len(shown) else "",
    )
    return render(request, "answers/desk/list.html", page, block="main")


@router.get("/new", name="new_answer")
def new_answer(
    request: Request, session: ReadSession, actor: SignedIn, week: ThisWeek, voice: str = "", theme: str = ""
) -> Response:
    """Who waits; a link from a thread or a theme brings its own along."""
    actor.require(Permission.ANSWER_DRAFT)
    ticked = frozenset(filter(None, (voice.upper(), theme)))
    page = NewPage(
        voices=list_waiting_voices(session, actor, week=week),
        themes=list_waiting_themes(session),
        ticked=ticked,
    )
    return render(request, "answers/desk/new.html", page, block="main")


@router.post("/new", name="new_answer_send")
def new_answer_send(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    week: ThisWeek,
    form: Annotated[Submitted[NewAnswerForm], NEW],
) -> Response:
    """A draft, or the same page with what was refused."""
    actor.require(Permission.ANSWER_DRAFT)
    errors = form.errors
    if form.data:
        targets = Targets(read_references(form.data.voice, form.data.voices), tuple(form.data.themes))
        try:
            answer = start_draft(session, actor, targets=targets, today=today)
        except InvalidInput as refusal:
            errors = form.refused(refusal).errors
        else:
            return see_other(request, "desk_answer", ref=answer.ref)
    page = NewPage(
        voices=list_waiting_voices(session, actor, week=week),
        themes=list_waiting_themes(session),
        ticked=frozenset((*form.values("voice"), *form.values("themes"))),
        typed=form.value("voices"),
        errors=errors,
    )
    return render(request, "answers/desk/new.html", page, status=422, block="main")


@router.get("/{ref}", name="desk_answer")
def show_answer(request: Request, session: ReadSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """The editor of a draft; what became of it for any other."""
    actor.require(Permission.ANSWER_DRAFT)
    answer = get_answer(session, ref)
    if answer.state == AnswerState.DRAFT.value:
        page = edit_page(session, actor, answer, today=today)
        return render(request, "answers/desk/edit.html", page, block="main")
    return render(
        request, "answers/desk/published.html", published_page(session, actor, answer), block="main"
    )


@router.post("/{ref}", name="keep_answer")
def keep_answer(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[DraftForm], DRAFT],
) -> Response:
    """Keep the draft and go on writing, or look at it; refused, nothing that was typed is lost."""
    actor.require(Permission.ANSWER_DRAFT)
    answer = get_answer(session, ref)
    typed = typed_from(form, answer=answer)
    errors, status = form.errors, 422
    try:
        if form.data:
            keep_draft(session, actor, answer, typed=typed, version=form.data.version, today=today)
            return see_other(request, NEXT[form.data.then], ref=ref)
    except InvalidInput as refusal:
        errors = form.refused(refusal).errors
    except ChangedMeanwhile as refusal:
        errors, status = {"form": Sentence(refusal.key)}, 409
    page = edit_page(session, actor, answer, today=today, typed=typed, errors=errors)
    return render(request, "answers/desk/edit.html", page, status=status, block="main")


@router.get("/{ref}/preview", name="preview_answer")
def preview_answer(request: Request, session: ReadSession, actor: SignedIn, ref: str) -> Response:
    """How the public will read it, and whom it reaches."""
    actor.require(Permission.ANSWER_DRAFT)
    answer = get_answer(session, ref)
    if answer.state != AnswerState.DRAFT.value:
        return see_other(request, "desk_answer", ref=ref)
    return render(request, "answers/desk/preview.html", preview_page(session, actor, answer), block="main")


@router.post("/{ref}/publish", name="publish_answer")
def publish(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[VersionForm], VERSION],
) -> Response:
    """Publish what was looked at; while something is missing the same page says what."""
    actor.require(Permission.ANSWER_PUBLISH)
    answer = get_answer(session, ref)
    try:
        publish_answer(session, actor, answer, version=_version(form), today=today)
    except InvalidInput:
        page = preview_page(session, actor, answer)
        return render(request, "answers/desk/preview.html", page, status=422, block="main")
    return see_other(request, "desk_answer", ref=ref)


@router.post("/{ref}/extend", name="extend_answer")
def extend(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[LongerForm], LONGER],
) -> Response:
    """More time, with a public reason; refused, the editor says what is missing."""
    actor.require(Permission.ANSWER_PUBLISH)
    answer = get_answer(session, ref)
    errors = form.errors
    if form.data:
        data = form.data
        try:
            longer = MoreTime(data.to, data.why)
            extend_answer(session, actor, answer, longer=longer, version=data.version, today=today)
        except InvalidInput as refusal:
            field = "why" if refusal.field == "reason" else refusal.field or "form"
            errors = {field: Sentence(refusal.key, refusal.facts)}
        else:
            return see_other(request, "desk_answer", ref=ref)
    page = replace(edit_page(session, actor, answer, today=today, errors=errors), longer=form)
    return render(request, "answers/desk/edit.html", page, status=422, block="main")


@router.post("/{ref}/drop", name="drop_answer")
def drop(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[VersionForm], VERSION],
) -> Response:
    """Give the draft up."""
    drop_draft(session, actor, get_answer(session, ref), version=_version(form), today=today)
    return see_other(request, "desk_answers")


@router.post("/{ref}/correct", name="correct_answer")
def correct(request: Request, session: WriteSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """Begin, or go on with, the draft that will replace it."""
    correction = start_correction(session, actor, get_answer(session, ref), today=today)
    return see_other(request, "desk_answer", ref=correction.ref)


def _version(form: Submitted[VersionForm]) -> int:
    if form.data is None:
        raise ChangedMeanwhile
    return form.data.version
