"""Voting with a card: the code, the papers, a check page, and the receipt. No cookie, no script."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.ballots.paper import ABSTAIN
from app.domain.ballots.votes import Fields, Vote, read_vote
from app.domain.errors import IllegalMove, InvalidInput
from app.rooms.ballots.booth import Booth, booth_of
from app.rooms.ballots.casting import Cast, SealedVote, cast_by_card, seal_for
from app.rooms.ballots.clock import ThisClock
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.pages import CheckPage, CodePage, PapersPage
from app.rooms.ballots.queries import find_next_change
from app.rooms.ballots.speech import BallotSpeech
from app.rooms.ballots.voting import Marked, list_for_card, list_marked
from app.vault.cards import CardCode
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, ReadSession
from app.web.words import Sentence

router = APIRouter()

ThisBooth = Annotated[Booth, Depends(booth_of)]


@router.get("/vote", name="vote")
def vote(request: Request, session: ReadSession, facts: Facts, clock: ThisClock) -> Response:
    """The form for a card, and what is open."""
    settle_if_due(request.app.state.database, clock)
    keep(request, until=find_next_change(session, clock(session)))
    return render(request, "ballots/vote.html", CodePage(BallotSpeech(facts.time_zone), list_marked(session)))


@router.post("/vote", name="vote_send")
def vote_send(booth: ThisBooth) -> Response:
    """The papers of a card; or what is about to be cast; or the receipt. The code stands in no address."""
    return serve(booth)


def serve(booth: Booth) -> Response:
    """What the form at this booth asks for."""
    if booth.card is None:
        return booth.refuse()
    if not booth.form.value("ballot"):
        return _papers(booth, booth.card)
    found = booth.kept.find(booth.database, booth.form.value("ballot"))
    if found is None:
        return booth.refuse()
    marked = replace(found, typed=booth.form.typed)
    if booth.form.value("more"):
        return _again(booth, marked, booth.card)
    try:
        chosen = read_vote(marked.paper, booth.form.typed)
    except InvalidInput as refusal:
        wrong = {refusal.field or "form": Sentence(refusal.key, refusal.facts)}
        return _again(booth, replace(marked, errors=wrong), booth.card, status=422)
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
    return booth.kept.receipt(booth.request, marked, counted, say=booth.say, at=booth.at)


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
    return (
        booth.show("papers", PapersPage(booth.say, card.code, papers, at=booth.at))
        if papers
        else booth.refuse()
    )


def _again(booth: Booth, marked: Marked, card: CardCode, *, status: int = 200) -> Response:
    """The paper once more with what was marked, for a card that may vote in it."""
    if not _may_vote(booth, marked, card):
        return booth.refuse()
    return booth.show("papers", PapersPage(booth.say, card.code, [marked], at=booth.at), status)


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
        at=booth.at,
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
