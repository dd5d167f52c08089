"""Motions on the desk: put, opened, voted on, closed, published."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.permissions import Permission
from app.models.board import AgendaItem, Meeting, Motion
from app.rooms.board.agendas import get_item
from app.rooms.board.closing import close_motion, publish_motion
from app.rooms.board.forms import (
    MotionForm,
    RecusalForm,
    SettleForm,
    StanceForm,
    VoidForm,
    VoteForm,
    read,
    refused_by,
)
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.moments import Moment, ThisMoment
from app.rooms.board.motion_pages import NewMotionPage, motion_page, proposal_of
from app.rooms.board.motions import NewMotion, get_motion, open_motion, put_motion, withdraw_motion
from app.rooms.board.speech import Typed
from app.rooms.board.votes import (
    Said,
    begin_next_round,
    cast_vote,
    record_vote,
    recuse,
    settle_objection,
)
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter(prefix="/desk")


@router.get("/meetings/{ref}/motions/new", name="new_motion")
def new_motion(
    request: Request, session: ReadSession, actor: SignedIn, ref: str, item: int | None = None
) -> Response:
    """The form for a motion, free or on an item."""
    actor.require(Permission.MOTION_RUN)
    return _form(request, session, get_meeting(session, ref), item, Typed())


@router.post("/meetings/{ref}/motions/new", name="put_motion")
def put(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[MotionForm], Depends(form_of(MotionForm))],
) -> Response:
    """Put it to the board; it is not open yet."""
    actor.require(Permission.MOTION_RUN)
    meeting = get_meeting(session, ref)
    item = int(form.value("item")) if form.value("item").isdecimal() else None
    made: list[Motion] = []

    def put_it(data: MotionForm) -> None:
        row = get_item(session, meeting, item) if item is not None else None
        made.append(put_motion(session, actor, meeting, _new(data), item=row, today=today))

    refused = refused_by(session, form, put_it)
    if refused:
        typed = Typed("motion", refused.typed, refused.errors)
        return _form(request, session, meeting, item, typed, status=422)
    return see_other(request, "desk_motion", ref=made[0].ref)


@router.get("/motions/{ref}", name="desk_motion")
def show_motion(
    request: Request, session: ReadSession, actor: SignedIn, moment: ThisMoment, ref: str
) -> Response:
    """One motion: its words, the room, the votes, the result."""
    return _motion(request, session, actor, moment, ref)


@router.post("/motions/{ref}/close", name="close_motion")
def close(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[VoidForm], Depends(form_of(VoidForm))],
) -> Response:
    """Count and end it."""
    actor.require(Permission.MOTION_RUN)
    close_motion(session, actor, get_motion(session, ref), moment=moment, void=bool(read(form).void))
    return see_other(request, "desk_motion", ref=ref)


@router.post("/motions/{ref}/vote", name="vote_on_motion")
def vote(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[VoteForm], Depends(form_of(VoteForm))],
) -> Response:
    """One's own vote, or one by voice or hand that the secretary records."""
    data = read(form)
    _say(session, actor, ref, Said(data.choice, seat=data.seat), moment)
    return see_other(request, "desk_motion", ref=ref)


@router.post("/motions/{ref}/answer", name="answer_motion")
def answer(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[StanceForm], Depends(form_of(StanceForm))],
) -> Response:
    """An answer in a consent round, one's own or recorded."""
    refused = refused_by(
        session,
        form,
        lambda data: _say(session, actor, ref, Said(data.stance, data.reason, data.seat), moment),
    )
    if refused:
        return _motion(request, session, actor, moment, ref, Typed("answer", refused.typed, refused.errors))
    return see_other(request, "desk_motion", ref=ref)


@router.post("/motions/{ref}/recuse", name="recuse_from_motion")
def step_out(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[RecusalForm], Depends(form_of(RecusalForm))],
) -> Response:
    """Step out of this vote with a reason."""
    motion = get_motion(session, ref)
    refused = refused_by(
        session,
        form,
        lambda data: recuse(session, actor, motion, reason=data.reason, seat=data.seat, moment=moment),
    )
    if refused:
        return _motion(request, session, actor, moment, ref, Typed("recusal", refused.typed, refused.errors))
    return see_other(request, "desk_motion", ref=ref)


@router.post("/motions/{ref}/settle", name="settle_objection")
def settle(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    form: Annotated[Submitted[SettleForm], Depends(form_of(SettleForm))],
) -> Response:
    """An objection was met, or is upheld after all."""
    actor.require(Permission.MOTION_RUN)
    data = read(form)
    motion = get_motion(session, ref)
    settle_objection(
        session, actor, motion, seat=data.seat, is_answered=bool(data.is_answered), moment=moment
    )
    return see_other(request, "desk_motion", ref=ref)


@router.post("/motions/{ref}/{act}", name="move_motion")
def move(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    ref: str,
    act: Literal["open", "withdraw", "publish", "round"],
) -> Response:
    """Open, withdraw, publish, begin the next round."""
    moves: dict[str, Callable[[Motion], None]] = {
        "open": lambda motion: open_motion(session, actor, motion, moment=moment),
        "withdraw": lambda motion: withdraw_motion(session, actor, motion, today=moment.on),
        "publish": lambda motion: publish_motion(session, actor, motion, today=moment.on),
        "round": lambda motion: begin_next_round(session, actor, motion, moment=moment),
    }
    moves[act](get_motion(session, ref))
    return see_other(request, "desk_motion", ref=ref)


def _say(session: Session, actor: Actor, ref: str, said: Said, moment: Moment) -> None:
    act = record_vote if said.seat else cast_vote
    act(session, actor, get_motion(session, ref), said, moment=moment)


def _motion(
    request: Request, session: Session, actor: Actor, moment: Moment, ref: str, typed: Typed | None = None
) -> Response:
    page = motion_page(session, actor, get_motion(session, ref), moment=moment, typed=typed)
    status = 422 if typed else 200
    return render(request, "board/desk/motion.html", page, block="main", status=status, headers=NO_STORE)


def _form(
    request: Request, session: Session, meeting: Meeting, item: int | None, typed: Typed, *, status: int = 200
) -> Response:
    row: AgendaItem | None = get_item(session, meeting, item) if item is not None else None
    proposal = proposal_of(session, row)
    page = NewMotionPage(meeting, row, proposal, typed)
    return render(request, "board/desk/motion_new.html", page, block="main", status=status, headers=NO_STORE)


def _new(data: MotionForm) -> NewMotion:
    return NewMotion(
        title=data.title,
        text=data.text,
        matter=data.matter,
        power=data.power,
        method=data.method,
        sum_needed=data.sum_needed,
    )
