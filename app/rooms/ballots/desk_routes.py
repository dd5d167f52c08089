"""Ballots on the desk: the list, the paper that is written, and one ballot with what may be done."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.rooms.ballots.clock import ThisClock
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.desk_pages import ballot_form_page, desk_ballot_page, desk_ballots_page
from app.rooms.ballots.forms import BallotForm, Tongues, new_ballot
from app.rooms.ballots.preparing import change_ballot, prepare_ballot
from app.rooms.ballots.queries import get_ballot
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.board.forms import refused_by
from app.rooms.board.moments import ThisMoment
from app.rooms.board.speech import Typed
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Facts, ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter(prefix="/desk/ballots")


@dataclass(frozen=True)
class Writing:
    """A paper that was sent, where and when."""

    form: Submitted[BallotForm]
    tongues: Tongues
    today: date


def tongues_of(facts: Facts) -> Tongues:
    """The organisation's languages and time zone."""
    others = [code for code in facts.languages if code != facts.default_language]
    return Tongues(facts.default_language, others, facts.time_zone)


def _writing(
    form: Annotated[Submitted[BallotForm], Depends(form_of(BallotForm))], facts: Facts, today: Today
) -> Writing:
    return Writing(form, tongues_of(facts), today)


TheseTongues = Annotated[Tongues, Depends(tongues_of)]
Written = Annotated[Writing, Depends(_writing)]


@router.get("", name="desk_ballots")
def list_them(
    request: Request, session: ReadSession, actor: SignedIn, tongues: TheseTongues, clock: ThisClock
) -> Response:
    """Every ballot, drafts too."""
    settle_if_due(request.app.state.database, clock)
    page = desk_ballots_page(session, actor, BallotSpeech(tongues.time_zone))
    return render(request, "ballots/desk/ballots.html", page, block="main", headers=NO_STORE)


@router.get("/new", name="new_ballot")
def new(request: Request, session: ReadSession, actor: SignedIn, tongues: TheseTongues) -> Response:
    """An empty paper."""
    actor.require(Permission.BALLOT_PREPARE)
    return _form(request, session, tongues)


@router.post("/new", name="prepare_ballot")
def prepare(request: Request, session: WriteSession, actor: SignedIn, written: Written) -> Response:
    """Write it down; the next page shows it as participants will see it."""
    actor.require(Permission.BALLOT_PREPARE)
    made: list[Ballot] = []

    def write(data: BallotForm) -> None:
        new = new_ballot(written.form, data, written.tongues)
        made.append(prepare_ballot(session, actor, new, today=written.today))

    refused = refused_by(session, written.form, write)
    if refused:
        return _form(request, session, written.tongues, refused)
    return see_other(request, "desk_ballot", ref=made[0].ref)


@router.get("/{ref}", name="desk_ballot")
def show(
    request: Request,
    session: ReadSession,
    actor: SignedIn,
    moment: ThisMoment,
    tongues: TheseTongues,
    ref: str,
) -> Response:
    """One ballot: its preview, who counts it, what may be done now."""
    say = BallotSpeech(tongues.time_zone)
    page = desk_ballot_page(session, actor, get_ballot(session, ref), say, moment=moment)
    return render(request, "ballots/desk/ballot.html", page, block="main", headers=NO_STORE)


@router.get("/{ref}/edit", name="edit_ballot")
def edit(
    request: Request, session: ReadSession, actor: SignedIn, tongues: TheseTongues, ref: str
) -> Response:
    """The paper to change, until it is frozen."""
    actor.require(Permission.BALLOT_PREPARE)
    return _form(request, session, tongues, ballot=get_ballot(session, ref))


@router.post("/{ref}/edit", name="change_ballot")
def change(request: Request, session: WriteSession, actor: SignedIn, written: Written, ref: str) -> Response:
    """Write it anew."""
    actor.require(Permission.BALLOT_PREPARE)
    ballot = get_ballot(session, ref)

    def write(data: BallotForm) -> None:
        new = new_ballot(written.form, data, written.tongues)
        change_ballot(session, actor, ballot, new, today=written.today)

    refused = refused_by(session, written.form, write)
    if refused:
        return _form(request, session, written.tongues, refused, ballot=ballot)
    return see_other(request, "desk_ballot", ref=ref)


def _form(
    request: Request,
    session: Session,
    tongues: Tongues,
    refused: Submitted[BallotForm] | None = None,
    *,
    ballot: Ballot | None = None,
) -> Response:
    typed = Typed("ballot", refused.typed, refused.errors) if refused else None
    page = ballot_form_page(session, tongues, ballot=ballot, typed=typed)
    status = 422 if refused else 200
    return render(request, "ballots/desk/form.html", page, block="main", status=status, headers=NO_STORE)
