"""Voting with a card: the code, the papers, a check page, and the receipt. No cookie, no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.ballots.paper import ABSTAIN
from app.domain.ballots.votes import Fields, Vote, read_vote
from app.domain.errors import IllegalMove, InvalidInput
from app.rooms.ballots.casting import cast_by_card, seal_for
from app.rooms.ballots.clock import Clock, ThisClock
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.pages import CheckPage, CodePage, CountedPage, PapersPage
from app.rooms.ballots.queries import find_ballot, find_next_change, list_open, paper_of
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import Marked, VoteForm, find_card, list_for_card
from app.vault.cards import CardCode
from app.web.forms import Submitted, form_of
from app.web.page_cache import keep
from app.web.render import NO_STORE, render
from app.web.requests import Facts, Machine, ReadSession, WriteSession
from app.web.words import Sentence

router = APIRouter()

CANNOT = Sentence("card_cannot_vote")
Typed = Annotated[Submitted[VoteForm], Depends(form_of(VoteForm))]


@dataclass(frozen=True)
class Booth:
    """Where somebody votes: the request, what was typed, and the card if it can be one."""

    request: Request
    form: Submitted[VoteForm]
    say: BallotSpeech
    clock: Clock
    card: CardCode | None = field(repr=False)

    def settle(self) -> None:
        """Open and close what the clock says."""
        settle_if_due(self.request.app.state.database, self.clock)

    def show(self, template: str, page: object, status: int = 200) -> Response:
        """A page that nobody keeps."""
        return render(self.request, f"ballots/{template}.html", page, status=status, headers=NO_STORE)

    def refuse(self, wrong: Sentence = CANNOT, status: int = 422) -> Response:
        """Malformed, unknown and voided cards look alike, and what was typed is still there."""
        return self.show("vote", CodePage(self.say, (), self.form.value("code"), wrong), status)


def _booth(request: Request, form: Typed, facts: Facts, machine: Machine, clock: ThisClock) -> Booth:
    card = find_card(form.value("code"), machine.pepper)
    return Booth(request, form, BallotSpeech(facts.time_zone), clock, card)


@router.get("/vote", name="vote")
def vote(request: Request, session: ReadSession, facts: Facts, clock: ThisClock) -> Response:
    """The form for a card, and what is open."""
    settle_if_due(request.app.state.database, clock)
    keep(request, until=find_next_change(session, clock(session)))
    is_open = [Marked(ballot, paper_of(ballot)) for ballot in list_open(session)]
    return render(request, "ballots/vote.html", CodePage(BallotSpeech(facts.time_zone), is_open))


@router.post("/vote", name="vote_send")
def vote_send(
    booth: Annotated[Booth, Depends(_booth)], reading: ReadSession, writing: WriteSession
) -> Response:
    """The papers of a card; or what is about to be cast; or the receipt. The code stands in no address."""
    # A session takes no connection before its first statement: only the one that is used costs anything.
    if booth.card is None:
        return booth.refuse()
    if not booth.form.value("ballot"):
        return _papers(booth, reading, booth.card)
    marked = _find_marked(reading, booth.form)
    if marked is None:
        return booth.refuse()
    try:
        chosen = read_vote(marked.paper, booth.form.typed)
    except InvalidInput as refusal:
        wrong = {refusal.field or "form": Sentence(refusal.key, refusal.facts)}
        return _wrong(booth, reading, replace(marked, errors=wrong), booth.card)
    if booth.form.value("look") == "yes":
        return _check(booth, reading, marked, booth.card, chosen=chosen)
    return _cast(booth, writing, marked, booth.card, chosen=chosen)


def _cast(booth: Booth, session: Session, marked: Marked, card: CardCode, *, chosen: Vote) -> Response:
    sealed = seal_for(marked.ballot, marked.paper, chosen, secret=card.secret)
    try:
        counted = cast_by_card(session, card, marked.ballot, sealed, clock=booth.clock)
    except InvalidInput:
        return booth.refuse()
    except IllegalMove as refusal:
        return booth.refuse(Sentence(refusal.key), 409)
    return booth.show("counted", CountedPage(booth.say, marked.ballot, marked.paper, counted))


def _papers(booth: Booth, session: Session, card: CardCode) -> Response:
    booth.settle()
    papers = list_for_card(session, card)
    return booth.show("papers", PapersPage(booth.say, card.code, papers)) if papers else booth.refuse()


def _wrong(booth: Booth, session: Session, marked: Marked, card: CardCode) -> Response:
    """The paper once more with what was marked, for a card that may vote in it."""
    if not _may_vote(session, marked, card):
        return booth.refuse()
    return booth.show("papers", PapersPage(booth.say, card.code, [marked]), 422)


def _check(booth: Booth, session: Session, marked: Marked, card: CardCode, *, chosen: Vote) -> Response:
    booth.settle()
    if not _may_vote(session, marked, card):
        return booth.refuse()
    options = [one for key in chosen.keys if (one := marked.paper.option(key)) is not None]
    page = CheckPage(
        booth.say,
        marked.ballot,
        marked.paper,
        options,
        abstains=chosen.marks == ABSTAIN,
        fields=_marks(marked.typed),
        code=card.code,
    )
    return booth.show("check", page)


def _marks(typed: Fields) -> Sequence[tuple[str, str]]:
    """What the check page carries on: the marks alone, as they were made."""
    return [(name, value) for name, values in typed.items() for value in values if value and _is_mark(name)]


def _is_mark(name: str) -> bool:
    return name in ("choice", "approve", "blank") or name.startswith("rank-")


def _find_marked(session: Session, form: Submitted[VoteForm]) -> Marked | None:
    ballot = find_ballot(session, form.value("ballot"))
    if ballot is None or ballot.public_key is None:
        return None
    typed: Mapping[str, Sequence[str]] = form.typed
    return Marked(ballot, paper_of(ballot), typed)


def _may_vote(session: Session, marked: Marked, card: CardCode) -> bool:
    return any(one.ballot.id == marked.ballot.id for one in list_for_card(session, card))
