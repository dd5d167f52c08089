"""One-time words: a steward offers one with a task, and the member of staff who hears it sees the task."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship.forms import data_of
from app.rooms.stewardship.pages import Typed, feedback_page
from app.rooms.stewardship.spoken_words import (
    Here,
    Offer,
    Task,
    hear_word,
    list_tasks,
    offer_word,
    take_back_words,
)
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Machine, Now, ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()


class OfferForm(FormModel):
    """Who hears the word (a sign-in name), and what is to be done."""

    hears: str = ""
    note: str = ""


class HearForm(FormModel):
    """A word as it was said."""

    word: str = ""


@dataclass(frozen=True)
class HeardPage:
    """What was asked of this person by a word."""

    tasks: Sequence[Task]
    typed: Typed = field(default_factory=Typed)


def _here(machine: Machine, now: Now, week: ThisWeek) -> Here:
    return Here(machine.pepper, now, week)


AtDesk = Annotated[Here, Depends(_here)]


@router.post("/desk/feedback/{ref}/word", name="offer_word")
def offer(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    here: AtDesk,
    form: Annotated[Submitted[OfferForm], Depends(form_of(OfferForm))],
) -> Response:
    """Make a word; the person's code shows it."""
    data, thread = data_of(form), get_thread_by_ref(session, ref)
    try:
        with session.begin_nested():
            offer_word(session, actor, thread=thread, offer=Offer(data.hears, data.note), here=here)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors)
        page = feedback_page(session, actor, thread, week=here.week, typed=typed)
        return render(
            request, "stewardship/desk/feedback.html", page, block="main", status=422, headers=NO_STORE
        )
    return see_other(request, "feedback", ref=ref)


@router.post("/desk/feedback/{ref}/word/back", name="take_back_words")
def take_back(request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek) -> Response:
    """What was not said yet opens nothing any more."""
    take_back_words(session, actor, thread=get_thread_by_ref(session, ref), week=week)
    return see_other(request, "feedback", ref=ref)


@router.get("/desk/words", name="heard_words")
def heard(request: Request, session: ReadSession, actor: SignedIn) -> Response:
    """The field for a word, and what earlier ones asked for."""
    return _heard(request, session, actor)


@router.post("/desk/words", name="hear_word")
def hear(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    here: AtDesk,
    form: Annotated[Submitted[HearForm], Depends(form_of(HearForm))],
) -> Response:
    """The word was said to me."""
    word = data_of(form).word
    if hear_word(session, actor, word=word, here=here):
        return see_other(request, "heard_words")
    refused = form.refused(InvalidInput("word.unknown", field="word"))
    return _heard(request, session, actor, typed=Typed(form.typed, refused.errors))


def _heard(request: Request, session: Session, actor: Actor, *, typed: Typed | None = None) -> Response:
    page = HeardPage(list_tasks(session, actor), typed or Typed())
    status = 422 if page.typed.errors else 200
    return render(request, "stewardship/desk/heard.html", page, block="main", status=status, headers=NO_STORE)
