"""Erasing the words of one voice early, by hand: with a reason that its person reads."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.retention import BY_HAND, Erasure, read_reason
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.erasing import erase_words
from app.rooms.feedback.threads import check_may_open, get_thread_by_ref, lock_thread
from app.rooms.ledger.actions import append
from app.rooms.safekeeping.erase_reasons import reason_words
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import FormModel, Submitted, form_of
from app.web.languages import current
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, ThisWeek, WriteSession
from app.web.scrub_requests import ask_for_scrub
from app.web.sessions import RecentlyProved, SignedIn

router = APIRouter()


class EraseForm(FormModel):
    """Why."""

    because: str = ""


@dataclass(frozen=True)
class ErasePage:
    """``reasons``: value and words; ``error``: what is wrong with the choice, or nothing."""

    ref: str
    reasons: list[tuple[str, str]]
    chosen: str = ""
    error: str = ""

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """For the summary above the form."""
        return [("because", self.error)] if self.error else []


@router.get("/desk/feedback/{ref}/erase", name="erase_feedback")
def erase_form(request: Request, session: ReadSession, actor: SignedIn, ref: str) -> Response:
    """What it means, and why."""
    check_may_erase(session, get_thread_by_ref(session, ref), actor=actor)
    return _form(request, ref)


@router.post("/desk/feedback/{ref}/erase", name="erase_feedback_now")
def erase(
    request: Request,
    form: Annotated[Submitted[EraseForm], Depends(form_of(EraseForm))],
    session: WriteSession,
    actor: RecentlyProved,
    week: ThisWeek,
    ref: str,
) -> Response:
    """Erase, or the form again."""
    thread = get_thread_by_ref(session, ref)
    try:
        erase_by_hand(session, actor, thread, because=read_reason(form.value("because")), week=week)
    except InvalidInput as refusal:
        check_may_erase(session, thread, actor=actor)
        wrong = form.refused(refusal).errors["because"].words(current())
        return _form(request, ref, chosen=form.value("because"), error=wrong)
    return see_other(request, "feedback", ref=ref)


def erase_by_hand(session: Session, actor: Actor, thread: Thread, *, because: Erasure, week: Week) -> None:
    """Erase what this reader can open; the answer is still owed, and the reason is for its person."""
    lock_thread(session, thread)
    check_may_erase(session, thread, actor=actor)
    erase_words(session, thread, because=because)
    thread.version += 1
    ask_for_scrub(session)
    session.flush()
    role = next(one for one in (Role.STEWARD, Role.OUTSIDE_READER) if one in actor.roles)
    append(session, Leaf("feedback.erase", f"feedback:{thread.ref}", thread.state, role.value, str(week)))


def check_may_erase(session: Session, thread: Thread, *, actor: Actor) -> None:
    """``NotFound`` for a reader of another circle, ``IllegalMove`` once the words are gone."""
    actor.require(Permission.WORDS_ERASE)
    check_may_open(session, thread, actor=actor)
    if thread.words_for_circle is None:
        raise IllegalMove("feedback.purged")


def _form(request: Request, ref: str, *, chosen: str = "", error: str = "") -> Response:
    page = ErasePage(ref, [(one.value, reason_words(one)) for one in BY_HAND], chosen, error)
    status = 422 if error else 200
    template = "safekeeping/desk/erase.html"
    return render(request, template, page, status=status, block="main", headers=NO_STORE)
