"""Asking for a voice to be held back, and what the second reader says."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.holding import HoldGround
from app.domain.permissions import Permission
from app.models.feedback import Thread
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship.forms import DecideForm, HoldForm, data_of
from app.rooms.stewardship.holds import HoldRequest, ask_to_hold, decide_hold
from app.rooms.stewardship.pages import HoldPage, Typed
from app.rooms.stewardship.reading import get_reader
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()


@router.get("/desk/feedback/{ref}/hold", name="hold_feedback")
def hold(request: Request, ref: str, session: ReadSession, actor: SignedIn) -> Response:
    """The form: ground and reason."""
    return _page(request, session, actor, get_thread_by_ref(session, ref), typed=Typed())


@router.post("/desk/feedback/{ref}/hold", name="ask_to_hold")
def ask(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[HoldForm], Depends(form_of(HoldForm))],
) -> Response:
    """Ask the second reader."""
    data, thread = data_of(form), get_thread_by_ref(session, ref)
    wanted = HoldRequest(data.ground, data.reason, data.version)
    try:
        with session.begin_nested():
            ask_to_hold(session, actor, thread=thread, request=wanted, week=week)
    except InvalidInput as refusal:
        typed = Typed(form.typed, form.refused(refusal).errors)
        return _page(request, session, actor, thread, typed=typed)
    return see_other(request, "feedback", ref=ref)


@router.post("/desk/feedback/{ref}/decide", name="decide_hold")
def decide(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    week: ThisWeek,
    form: Annotated[Submitted[DecideForm], Depends(form_of(DecideForm))],
) -> Response:
    """Confirm, refuse, uphold or release."""
    decision = data_of(form).decision
    decide_hold(session, actor, thread=get_thread_by_ref(session, ref), decision=decision, week=week)
    # After a release or a refusal the voice may be sealed to others again.
    return see_other(request, "inbox")


def _page(request: Request, session: Session, actor: Actor, thread: Thread, *, typed: Typed) -> Response:
    actor.require(Permission.HOLD_ASK)
    get_reader(session, thread, actor=actor)
    page = HoldPage(thread.ref, thread.version, tuple(HoldGround), typed)
    status = 422 if typed.errors else 200
    return render(request, "stewardship/desk/hold.html", page, block="main", status=status, headers=NO_STORE)
