"""Handing to leadership what is said about staff, and what leadership says it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.handing_over import carries_words
from app.domain.lifecycles import SafeCopyState
from app.domain.permissions import Permission
from app.domain.word_use import WordUse
from app.models.feedback import Thread
from app.models.people import Account
from app.rooms.care.handovers import (
    Handed,
    HandoverPart,
    answer_handover,
    hand_over_to_leadership,
    handover_part,
    list_handed,
    list_leadership,
)
from app.rooms.care.pages import Typed
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship.forms import data_of
from app.rooms.stewardship.reading import get_reader
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()


class ToForm(FormModel):
    """Who of leadership is to know."""

    to: Annotated[list[str], Field(default_factory=list)]


class AnswerForm(FormModel):
    """What was done."""

    answer: str = ""


@dataclass(frozen=True)
class HandoverPage:
    """``in_words`` None: not yet, the person has not agreed to the safe copy."""

    ref: str
    word_use: str
    in_words: bool | None
    people: Sequence[Account]
    part: HandoverPart
    typed: Typed


@dataclass(frozen=True)
class LeadershipPage:
    """What this person was handed. ``answering`` is the reference of a form that was refused."""

    handed: Sequence[Handed]
    typed: Typed


@router.get("/desk/feedback/{ref}/leadership", name="hand_to_leadership")
def page(request: Request, ref: str, session: ReadSession, actor: SignedIn) -> Response:
    """What leadership would get of this voice, and whom to give it to."""
    return _page(request, session, actor, get_thread_by_ref(session, ref), Typed())


@router.post("/desk/feedback/{ref}/leadership", name="make_handover")
def hand(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[ToForm], Depends(form_of(ToForm))],
) -> Response:
    """Hand it over."""
    thread = get_thread_by_ref(session, ref)
    to = [int(one) for one in data_of(form).to if one.isascii() and one.isdigit() and len(one) < 10]
    try:
        with session.begin_nested():
            hand_over_to_leadership(session, actor, thread=thread, to=to, week=week)
    except InvalidInput as refusal:
        return _page(request, session, actor, thread, Typed(form.typed, form.refused(refusal).errors))
    return see_other(request, "hand_to_leadership", ref=ref)


@router.get("/desk/leadership", name="desk_handed")
def handed(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """What the outside reader handed to this person."""
    return _handed(request, session, actor, Typed())


@router.post("/desk/leadership/{ref}", name="answer_handover")
def answer(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[AnswerForm], Depends(form_of(AnswerForm))],
) -> Response:
    """Say what was done."""
    try:
        with session.begin_nested():
            answer_handover(session, actor, ref, text=data_of(form).answer, week=week)
    except InvalidInput as refusal:
        return _handed(request, session, actor, Typed(form.typed, form.refused(refusal).errors, ref))
    return see_other(request, "desk_handed")


def _handed(request: Request, session: Session, actor: Actor, typed: Typed) -> Response:
    page = LeadershipPage(list_handed(session, actor), typed)
    status = 422 if typed.errors else 200
    return render(request, "care/desk/handed.html", page, block="main", status=status, headers=NO_STORE)


def _page(request: Request, session: Session, actor: Actor, thread: Thread, typed: Typed) -> Response:
    actor.require(Permission.HANDOVER_MAKE)
    get_reader(session, thread, actor=actor)
    page = HandoverPage(
        ref=thread.ref,
        word_use=thread.word_use,
        in_words=_in_words(session, thread),
        people=list_leadership(session),
        part=handover_part(session, thread, actor),
        typed=typed,
    )
    status = 422 if typed.errors else 200
    return render(request, "care/desk/handover.html", page, block="main", status=status, headers=NO_STORE)


def _in_words(session: Session, thread: Thread) -> bool | None:
    copy = find_safe_copy(session, thread)
    try:
        return carries_words(WordUse(thread.word_use), SafeCopyState(copy.state) if copy else None)
    except IllegalMove:
        return None
