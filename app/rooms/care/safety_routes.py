"""The safety queue in the workspace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Permission
from app.domain.safety import Outcome, SafetyState
from app.domain.weeks import Week
from app.models.care import SafetyItem
from app.models.feedback import Thread
from app.rooms.care import looking
from app.rooms.care.forms import DecideForm, HandOverForm
from app.rooms.care.lines import line_of, lines_of, list_members
from app.rooms.care.pages import ItemPage, QueuePage, Typed
from app.rooms.care.queue import get_findings, get_item, get_queue, list_steps, words_key
from app.rooms.care.rota import list_on_duty
from app.rooms.feedback.messages import OpenMessage
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.stewardship.forms import data_of
from app.rooms.stewardship.reading import has_opened, read_words
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import F, Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Facts, Now, ReadSession, ThisWeek, WriteSession
from app.web.sessions import SignedIn

router = APIRouter()


@dataclass(frozen=True)
class When:
    """The instant in the organisation's zone, and the week that it lies in."""

    now: datetime
    week: Week


def _when(now: Now, facts: Facts) -> When:
    return When(now.astimezone(ZoneInfo(facts.time_zone)), facts.week(now))


AtOnce = Annotated[When, Depends(_when)]


@router.get("/desk/safety", name="desk_safety")
def queue(request: Request, session: ReadSession, actor: SignedIn, facts: Facts, now: Now) -> Response:
    """What waits, what somebody holds, what was decided; nothing of it is opened."""
    actor.require(Permission.SAFETY_HANDLE)
    duty, is_me = [], False
    for line in lines_of(actor):
        there = list_on_duty(session, line, facts=facts, now=now)
        names = {one.id: one.display_name for one in list_members(session, line)}
        duty.append((line, [names[one] for one in there]))
        is_me = is_me or actor.account_id in there
    page = QueuePage(get_queue(session, actor, now=now.astimezone(ZoneInfo(facts.time_zone))), duty, is_me)
    return render(request, "care/desk/queue.html", page, block="main", headers=NO_STORE)


@router.get("/desk/safety/{ref}", name="safety_item")
def item(request: Request, ref: str, session: ReadSession, actor: SignedIn, at: AtOnce) -> Response:
    """One entry: in clear until somebody looks, then with the words and what was found in them."""
    return _page(request, session, actor, get_thread_by_ref(session, ref), at=at)


@router.post("/desk/safety/{ref}/look", name="look_at_safety")
def look(request: Request, ref: str, session: WriteSession, actor: SignedIn, at: AtOnce) -> Response:
    """Open the words and hold the entry."""
    looking.look(session, actor, thread=get_thread_by_ref(session, ref), now=at.now, week=at.week)
    return see_other(request, "safety_item", ref=ref)


@router.post("/desk/safety/{ref}/clear", name="clear_safety")
def clear(request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek) -> Response:
    """A look-alike, in one press."""
    looking.clear(session, actor, thread=get_thread_by_ref(session, ref), week=week)
    return see_other(request, "desk_safety")


@router.post("/desk/safety/{ref}/give", name="give_safety_to_stewards")
def give(request: Request, ref: str, session: WriteSession, actor: SignedIn, week: ThisWeek) -> Response:
    """Not about staff after all: the stewards read it."""
    looking.give_to_stewards(session, actor, thread=get_thread_by_ref(session, ref), week=week)
    return see_other(request, "desk_safety")


@router.post("/desk/safety/{ref}/decide", name="decide_safety")
def decide(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    at: AtOnce,
    form: Annotated[Submitted[DecideForm], Depends(form_of(DecideForm))],
) -> Response:
    """What was done and why."""
    data, thread = data_of(form), get_thread_by_ref(session, ref)
    deciding = looking.Deciding(data.outcome, data.why, data.version)
    try:
        with session.begin_nested():
            looking.decide(session, actor, thread=thread, deciding=deciding, week=at.week)
    except InvalidInput as refusal:
        return _page(request, session, actor, thread, at=at, typed=_typed(form, refusal, "decide"))
    return see_other(request, "safety_item", ref=ref)


@router.post("/desk/safety/{ref}/hand-over", name="hand_over_safety")
def hand_over(
    request: Request,
    ref: str,
    session: WriteSession,
    actor: SignedIn,
    at: AtOnce,
    form: Annotated[Submitted[HandOverForm], Depends(form_of(HandOverForm))],
) -> Response:
    """Somebody else holds it from now on."""
    data, thread = data_of(form), get_thread_by_ref(session, ref)
    to_id = int(data.to) if data.to.isascii() and data.to.isdigit() else None
    try:
        with session.begin_nested():
            looking.hand_over(session, actor, thread=thread, to_id=to_id, note=data.note, week=at.week)
    except InvalidInput as refusal:
        return _page(request, session, actor, thread, at=at, typed=_typed(form, refusal, "hand"))
    return see_other(request, "safety_item", ref=ref)


def _typed(form: Submitted[F], refusal: InvalidInput, name: str) -> Typed:
    return Typed(form.typed, form.refused(refusal).errors, name)


def _page(
    request: Request, session: Session, actor: Actor, thread: Thread, *, at: When, typed: Typed | None = None
) -> Response:
    actor.require(Permission.SAFETY_HANDLE)
    row = get_item(session, thread, actor, now=at.now)
    if row is None:
        raise NotFound("not_found")
    key = words_key(session, thread, actor)
    findings = get_findings(session, thread, key)
    is_held = row.state == SafetyState.LOOKED_AT.value
    page = ItemPage(
        row=row,
        version=session.get_one(SafetyItem, thread.id).version,
        findings=findings,
        messages=_messages(session, thread, actor, at.week) if key else None,
        steps=list_steps(session, thread, key),
        others=[
            (one.id, one.display_name)
            for one in list_members(session, line_of(session, thread))
            if one.id != actor.account_id
        ],
        outcomes=tuple(Outcome),
        may_give=is_held and findings is not None and findings.sent_outside_by_list and row.is_about_staff,
        may_alert=actor.may(Permission.ALERT_PUBLISH),
        typed=typed or Typed(),
    )
    status = 422 if typed else 200
    return render(request, "care/desk/item.html", page, block="main", status=status, headers=NO_STORE)


def _messages(session: Session, thread: Thread, actor: Actor, week: Week) -> Sequence[OpenMessage] | None:
    if not has_opened(session, thread, actor=actor, week=week):
        return None
    return read_words(session, thread, actor=actor)
