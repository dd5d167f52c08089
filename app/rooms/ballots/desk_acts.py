"""What is done to a ballot on the desk, and a member's own secret vote."""

from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.db import Database
from app.domain.ballots.votes import read_vote
from app.domain.errors import InvalidInput
from app.rooms.ballots.casting import cast_by_seat
from app.rooms.ballots.clock import ThisClock
from app.rooms.ballots.closing import settle_due
from app.rooms.ballots.counting import count_ballot
from app.rooms.ballots.desk_pages import desk_ballot_page
from app.rooms.ballots.forms import ActForm
from app.rooms.ballots.freezing import freeze_ballot
from app.rooms.ballots.pages import CountedPage, grouped
from app.rooms.ballots.preparing import withdraw_ballot
from app.rooms.ballots.publishing import publish_counted
from app.rooms.ballots.queries import get_ballot, paper_of
from app.rooms.ballots.seating import seat_elected
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.ties import draw_for_tie, prepare_run_off
from app.rooms.ballots.voiding import void_ballot
from app.rooms.ballots.voting import Marked
from app.rooms.board.moments import ThisMoment
from app.rooms.board.speech import Typed
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import WriteSession
from app.web.sessions import RecentlyProved, SignedIn
from app.web.words import Sentence

router = APIRouter(prefix="/desk/ballots/{ref}")

Typing = Annotated[Submitted[ActForm], Depends(form_of(ActForm))]


@router.post("/count", name="count_ballot")
def count(
    request: Request, actor: RecentlyProved, moment: ThisMoment, clock: ThisClock, ref: str
) -> Response:
    """Count in one transaction, scrub outside any, then show the result: three steps, each whole."""
    database: Database = request.app.state.database
    with database.write() as session:
        count_ballot(session, actor, get_ballot(session, ref), moment=moment)
    publish_counted(database, clock)
    return see_other(request, "desk_ballot", ref=ref)


@router.post("/freeze", name="freeze_ballot")
def freeze(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    clock: ThisClock,
    ref: str,
) -> Response:
    """Freeze the paper; it opens at once when its time has come."""
    freeze_ballot(session, actor, get_ballot(session, ref), moment=moment)
    settle_due(session, clock)
    return see_other(request, "desk_ballot", ref=ref)


@router.post("/vote", name="vote_by_seat")
def vote(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    clock: ThisClock,
    form: Typing,
) -> Response:
    """A member's own vote, with the account that the seat's secret was sealed to."""
    ballot = get_ballot(session, str(request.path_params["ref"]))
    paper, say = paper_of(ballot), _speech(request)
    try:
        chosen = read_vote(paper, form.typed)
    except InvalidInput as refusal:
        wrong = {refusal.field or "form": Sentence(refusal.key, refusal.facts)}
        marked = Marked(ballot, paper, form.typed, wrong)
        page = desk_ballot_page(session, actor, ballot, say, moment=moment, sent_back=marked)
        return render(request, "ballots/desk/ballot.html", page, block="main", status=422, headers=NO_STORE)
    counted = cast_by_seat(session, actor, ballot, chosen, clock=clock)
    page_ = CountedPage(say, ballot, paper, grouped(counted.nullifier), counted.tracker)
    return render(request, "ballots/desk/counted.html", page_, block="main", headers=NO_STORE)


@router.post("/seat", name="seat_elected")
def seat(request: Request, session: WriteSession, actor: SignedIn, moment: ThisMoment, ref: str) -> Response:
    """Those who were elected take their seats."""
    seat_elected(session, actor, get_ballot(session, ref), moment=moment)
    return see_other(request, "desk_ballot", ref=ref)


@router.post("/{act}", name="act_on_ballot")
def act_on(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    moment: ThisMoment,
    form: Typing,
    act: Literal["withdraw", "void", "lot", "run-off"],
) -> Response:
    """Withdraw, void, draw the lot of a tie, or prepare its run-off."""
    ballot = get_ballot(session, str(request.path_params["ref"]))
    acts: dict[str, Callable[[], object]] = {
        "withdraw": lambda: withdraw_ballot(session, actor, ballot, today=moment.on),
        "void": lambda: void_ballot(session, actor, ballot, reason=form.value("reason"), moment=moment),
        "lot": lambda: draw_for_tie(session, actor, ballot, seed=form.value("seed"), moment=moment),
        "run-off": lambda: prepare_run_off(session, actor, ballot, moment=moment),
    }
    try:
        with session.begin_nested():
            acts[act]()
    except InvalidInput as refusal:
        refused = form.refused(refusal)
        say = _speech(request)
        typed = Typed(act, refused.typed, refused.errors)
        page = desk_ballot_page(session, actor, ballot, say, moment=moment, sent_back=typed)
        return render(request, "ballots/desk/ballot.html", page, block="main", status=422, headers=NO_STORE)
    return see_other(request, "desk_ballot", ref=ballot.ref)


def _speech(request: Request) -> BallotSpeech:
    return BallotSpeech(request.app.state.house.facts().time_zone)
