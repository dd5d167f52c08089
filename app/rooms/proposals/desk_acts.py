"""The workspace's buttons: put up, refuse, ask again, hear an appeal, take back."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.rooms.proposals.clashes import ChangedMeanwhile
from app.rooms.proposals.desk_pages import Written
from app.rooms.proposals.desk_routes import refused
from app.rooms.proposals.forms import HearForm, ScreenForm, VersionForm
from app.rooms.proposals.opening import open_for_support
from app.rooms.proposals.queries import get_proposal_by_ref
from app.rooms.proposals.screening import Refusal, ask_again, hear_appeal, screen_out
from app.rooms.proposals.withdrawing import withdraw_own
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.requests import ThisWeek, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter(prefix="/desk/proposals")

Button = Annotated[Submitted[VersionForm], Depends(form_of(VersionForm))]
Screen = Annotated[Submitted[ScreenForm], Depends(form_of(ScreenForm))]
Hear = Annotated[Submitted[HearForm], Depends(form_of(HearForm))]


@router.post("/{ref}/open", name="open_proposal")
def open_it(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, today: Today, form: Button
) -> Response:
    """Put it up for everyone; while something is missing the same page says what."""
    actor.require(Permission.PROPOSAL_SCREEN)
    proposal = get_proposal_by_ref(session, ref)
    if form.data is None:
        raise ChangedMeanwhile
    try:
        open_for_support(session, actor, proposal, version=form.data.version, today=today)
    except InvalidInput as refusal:
        written = Written(errors=form.refused(refusal).errors)
        return refused(request, session, actor, proposal, today=today, written=written)
    return see_other(request, "desk_proposal", ref=ref)


@router.post("/{ref}/screen", name="screen_proposal")
def screen(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, today: Today, form: Screen
) -> Response:
    """Do not put it up, on a stated ground."""
    actor.require(Permission.PROPOSAL_SCREEN)
    proposal = get_proposal_by_ref(session, ref)
    if form.data is None and "version" in form.errors:
        raise ChangedMeanwhile
    errors = form.errors
    if form.data is not None:
        refusal_typed = Refusal(form.data.ground, form.data.words, form.data.version)
        try:
            screen_out(session, actor, proposal, refusal=refusal_typed, today=today)
        except InvalidInput as refusal:
            errors = form.refused(refusal).errors
        else:
            return see_other(request, "desk_proposal", ref=ref)
    written = Written(values=form.typed, errors=errors)
    return refused(request, session, actor, proposal, today=today, written=written)


@router.post("/{ref}/appeal", name="appeal_proposal")
def appeal(request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek) -> Response:
    """Its author asks somebody else to look again."""
    ask_again(session, actor, get_proposal_by_ref(session, ref), week=week)
    return see_other(request, "desk_proposal", ref=ref)


@router.post("/{ref}/hear", name="hear_proposal")
def hear(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, today: Today, form: Hear
) -> Response:
    """Decide on an appeal, in words that are public."""
    actor.require(Permission.BOARD_READ)
    proposal = get_proposal_by_ref(session, ref)
    errors = form.errors
    if form.data is not None:
        puts_up, words = form.data.outcome, form.data.heard_words
        try:
            if puts_up is None:
                raise InvalidInput("field.not_one_of_these", field="outcome")
            hear_appeal(session, actor, proposal, puts_up=puts_up == "up", words=words, today=today)
        except InvalidInput as refusal:
            errors = form.refused(refusal).errors
        else:
            return see_other(request, "desk_proposal", ref=ref)
    written = Written(values=form.typed, errors=errors)
    return refused(request, session, actor, proposal, today=today, written=written)


@router.post("/{ref}/withdraw", name="withdraw_proposal")
def withdraw(request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek) -> Response:
    """Its author takes it back."""
    withdraw_own(session, actor, get_proposal_by_ref(session, ref), week=week)
    return see_other(request, "desk_proposal", ref=ref)
