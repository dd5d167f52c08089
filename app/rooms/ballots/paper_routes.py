"""Paper ballots on the desk: one card after the other, each by two people."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.ballots.votes import read_vote
from app.domain.errors import InvalidInput, Refusal
from app.domain.lifecycles import BallotState
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.rooms.ballots.clock import Clock, ThisClock
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.paper_votes import PaperVote, count_waiting, enter_paper
from app.rooms.ballots.queries import get_ballot, paper_of
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import Marked, VoteForm, find_card
from app.web.actors import Actor
from app.web.errors import status_of
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import Facts, Machine, ReadSession, Today, WriteSession
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter(prefix="/desk/ballots/{ref}/paper")


@dataclass(frozen=True)
class PaperPage:
    """The form. ``done``: what became of the card before, or nothing; ``waiting``: cards entered once."""

    ballot: Ballot
    marked: Marked
    say: BallotSpeech
    waiting: int
    is_open: bool
    done: str = ""
    code: str = field(default="", repr=False)
    code_error: Sentence | None = None

    @property
    def errors(self) -> list[tuple[str, Sentence]]:
        """For the summary: the field's id and its sentence."""
        wrong = [("code", self.code_error)] if self.code_error else []
        return wrong + [(f"{self.ballot.ref}-{name}", one) for name, one in self.marked.errors.items()]


@dataclass(frozen=True)
class Table:
    """Where cards are entered: machine, clock, day and zone, and what was typed."""

    pepper: bytes = field(repr=False)
    clock: Clock
    today: date
    say: BallotSpeech


def _table(machine: Machine, clock: ThisClock, today: Today, facts: Facts) -> Table:
    return Table(machine.pepper, clock, today, BallotSpeech(facts.time_zone))


ThisTable = Annotated[Table, Depends(_table)]


@router.get("", name="paper_votes")
def show(request: Request, session: ReadSession, actor: SignedIn, table: ThisTable, ref: str) -> Response:
    """An empty form for the next card."""
    actor.require(Permission.CARD_HANDLE)
    settle_if_due(request.app.state.database, table.clock)
    return _page(request, _empty(session, get_ballot(session, ref), table))


@router.post("", name="enter_paper_vote")
def enter(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    table: ThisTable,
    ref: str,
    form: Annotated[Submitted[VoteForm], Depends(form_of(VoteForm))],
) -> Response:
    """Enter what stands on a card; what was typed stays on the page only where something is wrong."""
    actor.require(Permission.CARD_HANDLE)
    ballot = get_ballot(session, ref)
    try:
        with session.begin_nested():
            done = _enter(session, actor, ballot, form, table)
    except Refusal as refusal:
        return _page(request, _refused(session, ballot, form, table, refusal), status_of(refusal))
    return _page(request, _empty(session, ballot, table, done=done))


def _enter(session: Session, actor: Actor, ballot: Ballot, form: Submitted[VoteForm], table: Table) -> str:
    vote = read_vote(paper_of(ballot), form.typed)
    card = find_card(form.value("code"), table.pepper)
    if card is None:
        raise InvalidInput("paper_card_cannot_vote", field="code")
    entry = PaperVote(card, vote)
    return enter_paper(session, actor, ballot, entry, clock=table.clock, today=table.today).value


def _empty(session: Session, ballot: Ballot, table: Table, *, done: str = "") -> PaperPage:
    is_open = ballot.state == BallotState.OPEN.value
    marked = Marked(ballot, paper_of(ballot))
    return PaperPage(ballot, marked, table.say, count_waiting(session, ballot), is_open, done)


def _refused(
    session: Session, ballot: Ballot, form: Submitted[VoteForm], table: Table, refusal: Refusal
) -> PaperPage:
    words = Sentence(refusal.key, refusal.facts)
    name = refusal.field if isinstance(refusal, InvalidInput) else "code"
    of_code = name in (None, "code", "form")
    errors = {} if of_code else {str(name): words}
    return PaperPage(
        ballot,
        Marked(ballot, paper_of(ballot), form.typed, errors),
        table.say,
        count_waiting(session, ballot),
        ballot.state == BallotState.OPEN.value,
        code=form.value("code"),
        code_error=words if of_code else None,
    )


def _page(request: Request, page: PaperPage, status: int = 200) -> Response:
    return render(request, "ballots/desk/paper.html", page, block="main", status=status, headers=NO_STORE)
