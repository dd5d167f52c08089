"""One voice in the workspace: open it, look at it, reply, screen it, pass it on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.domain.stigma import Stigma, find_stigma
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship import screening
from app.rooms.stewardship.forms import ReplyForm, ScreenForm, VersionForm, data_of
from app.rooms.stewardship.pages import Typed, feedback_page
from app.rooms.stewardship.reading import (
    ChangedMeanwhile,
    get_reader,
    may_act_on,
    open_feedback,
    read_photo,
    read_words,
    require_key,
)
from app.rooms.stewardship.redacting import marks_in, redact
from app.rooms.stewardship.screening import HELPS, Act, Screening
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.pictures import picture
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter()

Button = Annotated[Submitted[VersionForm], Depends(form_of(VersionForm))]


@router.get("/desk/feedback/{ref}", name="feedback")
def feedback(request: Request, ref: str, session: ReadSession, actor: SignedIn, week: ThisWeek) -> Response:
    """The envelope, and the words if this reader opened them this week."""
    return _page(request, session, actor, get_thread_by_ref(session, ref), week=week)


@router.post("/desk/feedback/{ref}/open", name="open_feedback")
def open_words(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek
) -> Response:
    """Open the words; it is written down."""
    open_feedback(session, actor, thread=get_thread_by_ref(session, ref), week=week)
    return see_other(request, "feedback", ref=ref)


@router.get("/desk/feedback/{ref}/photos/{number}", name="feedback_photo")
def photo(ref: str, number: int, session: ReadSession, actor: SignedIn, week: ThisWeek) -> Response:
    """A photo that came with the words, for who opened them this week."""
    thread = get_thread_by_ref(session, ref)
    return picture(read_photo(session, thread, actor=actor, number=number, week=week))


@router.post("/desk/feedback/{ref}/look", name="look_at_feedback")
def look(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek, form: Button
) -> Response:
    """Mark as being looked at."""
    thread = get_thread_by_ref(session, ref)
    screening.look_at(session, actor, thread=thread, version=data_of(form).version, week=week)
    return see_other(request, "feedback", ref=ref)


@router.post("/desk/feedback/{ref}/board", name="pass_to_board")
def board(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek, form: Button
) -> Response:
    """Pass on to the board."""
    thread = get_thread_by_ref(session, ref)
    screening.pass_to_board(session, actor, thread=thread, version=data_of(form).version, week=week)
    return see_other(request, "feedback", ref=ref)


@router.post("/desk/feedback/{ref}/screen", name="screen_feedback")
def screen(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[ScreenForm], Depends(form_of(ScreenForm))],
) -> Response:
    """Save themes, keep a draft, or show the safe copy to the person."""
    data, thread = data_of(form), get_thread_by_ref(session, ref)
    wanted = Screening(
        data.act, data.version, data.copy_version, tuple(data.theme), data.new_theme, data.text
    )
    if data.act in HELPS:
        typed = _helped(request, session, actor, thread, form)
        return _page(request, session, actor, thread, week=week, typed=typed)
    try:
        with session.begin_nested():
            if data.act is Act.SHOW and not data.checked:
                found = _stigma(session, actor, thread, data.text)
                if found:
                    return _page(
                        request, session, actor, thread, week=week, typed=Typed(form.typed, copy_stigma=found)
                    )
            screening.screen(session, actor, thread=thread, screening=wanted, week=week)
    except ChangedMeanwhile as refusal:
        typed = Typed(form.typed, {"copy": Sentence(refusal.key)}, clashes=True)
        return _page(request, session, actor, thread, week=week, typed=typed)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors)
        return _page(request, session, actor, thread, week=week, typed=typed)
    return see_other(request, "feedback", ref=ref)


@router.post("/desk/feedback/{ref}/reply", name="reply_to_feedback")
def reply(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[ReplyForm], Depends(form_of(ReplyForm))],
) -> Response:
    """Write to the person."""
    data, thread = data_of(form), get_thread_by_ref(session, ref)
    found = () if data.checked else _stigma(session, actor, thread, data.reply)
    if found:
        typed = Typed(form.typed, reply_stigma=found)
        return _page(request, session, actor, thread, week=week, typed=typed)
    try:
        with session.begin_nested():
            screening.reply(session, actor, thread=thread, text=data.reply, week=week)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors)
        return _page(request, session, actor, thread, week=week, typed=typed)
    return see_other(request, "feedback", ref=ref)


def _helped(
    request: Request, session: Session, actor: Actor, thread: Thread, form: Submitted[ScreenForm]
) -> Typed:
    """The draft with what points to a person marked; nothing is stored."""
    data, settings = data_of(form), request.app.state.settings
    text, theirs = data.text, _own_words(session, actor, thread)
    if data.act is Act.START:
        text = text.strip() or theirs
    elif data.act is Act.APPLY:
        text = redact(session, text, data.mark, settings=settings, language=thread.language)
    marks = marks_in(session, text, settings=settings, language=thread.language)
    return Typed({**form.typed, "copy": [text]}, marks=marks, was_searched=True)


def _stigma(session: Session, actor: Actor, thread: Thread, draft: str) -> tuple[Stigma, ...]:
    """Advice on a draft of staff; refuses as the act itself would, so that nothing is told to others."""
    return find_stigma(draft, own_words=_own_words(session, actor, thread))


def _own_words(session: Session, actor: Actor, thread: Thread) -> str:
    """What the person wrote, for one who may act on it."""
    may_act_on(session, thread, actor=actor, permission=Permission.FEEDBACK_SCREEN)
    require_key(get_reader(session, thread, actor=actor), actor)
    messages = read_words(session, thread, actor=actor)
    return "\n\n".join(message.text for message in messages if message.is_from_participant)


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    thread: Thread,
    *,
    week: Week,
    typed: Typed | None = None,
) -> Response:
    status = 200 if typed is None or typed.was_searched else 409 if typed.clashes else 422
    page = feedback_page(session, actor, thread, week=week, typed=typed)
    return render(
        request,
        "stewardship/desk/feedback.html",
        page,
        block="main",
        status=status,
        headers=NO_STORE,
    )
