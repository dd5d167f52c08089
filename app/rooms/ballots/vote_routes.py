"""Voting with a card: the code, the papers, a check page, and the receipt. No cookie, no script."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.db import Database
from app.domain.ballots.paper import ABSTAIN
from app.domain.ballots.votes import Fields, Vote, read_vote
from app.domain.errors import IllegalMove, InvalidInput
from app.rooms.ballots.casting import Cast, SealedVote, cast_by_card, seal_for
from app.rooms.ballots.clock import Clock, ThisClock, database_clock
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.kept_papers import KeptPapers
from app.rooms.ballots.pages import CheckPage, CodePage, PapersPage
from app.rooms.ballots.queries import find_next_change, list_open, paper_of
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import Marked, VoteForm, find_card, list_for_card
from app.vault.cards import CardCode
from app.web.forms import Submitted, read_fields, submitted
from app.web.page_cache import keep
from app.web.render import NO_STORE, render
from app.web.requests import Facts, ReadSession
from app.web.words import Sentence

router = APIRouter()

CANNOT = Sentence("card_cannot_vote")


@dataclass(frozen=True)
class Booth:
    """Where somebody votes: the request, what was typed, and the card if it can be one."""

    request: Request
    form: Submitted[VoteForm]
    clock: Clock
    card: CardCode | None = field(repr=False)

    @property
    def database(self) -> Database:
        """Transactions are opened here and not by dependencies: each of those costs a change of threads, and
        casting has to be quick. They still end before the answer is sent."""
        database: Database = self.request.app.state.database
        return database

    @property
    def kept(self) -> KeptPapers:
        """What this process knows already of the ballot."""
        kept: KeptPapers = self.request.app.state.kept_papers
        return kept

    @property
    def say(self) -> BallotSpeech:
        """Words and times for this organisation."""
        return BallotSpeech(self.request.app.state.house.facts().time_zone)

    def show(self, template: str, page: object, status: int = 200) -> Response:
        """A page that nobody keeps."""
        return render(self.request, f"ballots/{template}.html", page, status=status, headers=NO_STORE)

    def refuse(self, wrong: Sentence = CANNOT, status: int = 422) -> Response:
        """Malformed, unknown and voided cards look alike, and what was typed is still there."""
        return self.show("vote", CodePage(self.say, (), self.form.value("code"), wrong), status)


async def _booth(request: Request) -> Booth:
    form = submitted(VoteForm, await read_fields(request))
    given, state = request.app.state.clock, request.app.state
    clock: Clock = (lambda _session: given()) if given else database_clock
    return Booth(request, form, clock, find_card(form.value("code"), state.machine.pepper))


@router.get("/vote", name="vote")
def vote(request: Request, session: ReadSession, facts: Facts, clock: ThisClock) -> Response:
    """The form for a card, and what is open."""
    settle_if_due(request.app.state.database, clock)
    keep(request, until=find_next_change(session, clock(session)))
    is_open = [Marked(ballot, paper_of(ballot)) for ballot in list_open(session)]
    return render(request, "ballots/vote.html", CodePage(BallotSpeech(facts.time_zone), is_open))


@router.post("/vote", name="vote_send")
def vote_send(booth: Annotated[Booth, Depends(_booth)]) -> Response:
    """The papers of a card; or what is about to be cast; or the receipt. The code stands in no address."""
    if booth.card is None:
        return booth.refuse()
    if not booth.form.value("ballot"):
        return _papers(booth, booth.card)
    found = booth.kept.find(booth.database, booth.form.value("ballot"))
    if found is None:
        return booth.refuse()
    marked = replace(found, typed=booth.form.typed)
    try:
        chosen = read_vote(marked.paper, booth.form.typed)
    except InvalidInput as refusal:
        wrong = {refusal.field or "form": Sentence(refusal.key, refusal.facts)}
        return _wrong(booth, replace(marked, errors=wrong), booth.card)
    if booth.form.value("look") == "yes":
        return _check(booth, marked, booth.card, chosen=chosen)
    return _cast(booth, marked, booth.card, chosen=chosen)


def _cast(booth: Booth, marked: Marked, card: CardCode, *, chosen: Vote) -> Response:
    sealed = seal_for(marked.ballot, marked.paper, chosen, secret=card.secret)
    try:
        counted = _put(booth, marked, card, sealed)
    except InvalidInput:
        return booth.refuse()
    except IllegalMove as refusal:
        return booth.refuse(Sentence(refusal.key), 409)
    return booth.kept.receipt(booth.request, marked, counted, say=booth.say)


def _put(booth: Booth, marked: Marked, card: CardCode, sealed: SealedVote) -> Cast:
    """Into the box; a ballot that the clock has opened and nobody yet wrote down is opened first."""
    try:
        with booth.database.write() as session:
            return cast_by_card(session, card, marked.ballot, sealed, clock=booth.clock)
    except IllegalMove:
        if not settle_if_due(booth.database, booth.clock):
            raise
    with booth.database.write() as session:
        return cast_by_card(session, card, marked.ballot, sealed, clock=booth.clock)


def _papers(booth: Booth, card: CardCode) -> Response:
    papers = _list_papers(booth, card)
    return booth.show("papers", PapersPage(booth.say, card.code, papers)) if papers else booth.refuse()


def _wrong(booth: Booth, marked: Marked, card: CardCode) -> Response:
    """The paper once more with what was marked, for a card that may vote in it."""
    if not _may_vote(booth, marked, card):
        return booth.refuse()
    return booth.show("papers", PapersPage(booth.say, card.code, [marked]), 422)


def _check(booth: Booth, marked: Marked, card: CardCode, *, chosen: Vote) -> Response:
    if not _may_vote(booth, marked, card):
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


def _list_papers(booth: Booth, card: CardCode) -> list[Marked]:
    settle_if_due(booth.database, booth.clock)
    with booth.database.read() as session:
        return list_for_card(session, card)


def _may_vote(booth: Booth, marked: Marked, card: CardCode) -> bool:
    return any(one.ballot.id == marked.ballot.id for one in _list_papers(booth, card))


def _marks(typed: Fields) -> Sequence[tuple[str, str]]:
    """What the check page carries on: the marks alone, as they were made."""
    return [(name, value) for name, values in typed.items() for value in values if value and _is_mark(name)]


def _is_mark(name: str) -> bool:
    return name in ("choice", "approve", "blank") or name.startswith("rank-")
