"""Ballots in public: open ones, and those that are over with everything needed to count again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.ballots.paper import Chamber
from app.domain.errors import NotFound
from app.domain.lifecycles import BallotState
from app.rooms.ballots.bundles import make_bundle
from app.rooms.ballots.clock import ThisClock
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.public_pages import ballot_page, ballots_page, end_of_page
from app.rooms.ballots.queries import (
    find_next_change,
    get_nullifiers,
    get_openings,
    get_public_ballot,
)
from app.rooms.ballots.speech import BallotSpeech
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, Machine, Now, ReadSession

router = APIRouter()


def _settled(request: Request, clock: ThisClock) -> None:
    settle_if_due(request.app.state.database, clock)


Settled = Annotated[None, Depends(_settled)]


@router.get("/ballots", name="ballots")
def ballots(
    request: Request, settled: Settled, session: ReadSession, facts: Facts, now: Now, clock: ThisClock
) -> Response:
    """Every vote: open, to come, over."""
    keep(request, until=end_of_page(find_next_change(session, clock(session)), facts.day_ends_at(now)))
    page = ballots_page(session, BallotSpeech(facts.time_zone))
    return render(request, "ballots/ballots.html", page)


@router.get("/ballots/{ref}", name="ballot")
def ballot(
    request: Request, settled: Settled, session: ReadSession, facts: Facts, clock: ThisClock, ref: str
) -> Response:
    """One vote: its paper, and when it is counted its result."""
    now = clock(session)
    keep(request, until=end_of_page(find_next_change(session, now), facts.day_ends_at(now)))
    page = ballot_page(session, get_public_ballot(session, ref), BallotSpeech(facts.time_zone))
    return render(request, "ballots/ballot.html", page)


@router.get("/ballots/{ref}/nullifiers.txt", name="ballot_nullifiers")
def nullifiers(request: Request, settled: Settled, session: ReadSession, ref: str) -> Response:
    """The list of the box, from its close on: one line for each card that is in it."""
    row = get_public_ballot(session, ref)
    if row.envelopes is None:
        raise NotFound("not_found")
    keep(request)
    lines = "".join(f"{one.hex()}\n" for one in get_nullifiers(session, row))
    return Response(lines, media_type="text/plain")


@router.get("/ballots/{ref}/openings-{chamber}.jsonl", name="ballot_openings")
def openings(request: Request, session: ReadSession, ref: str, chamber: Chamber) -> Response:
    """The opened votes of one chamber, for ``sayso count``; only where there were ten or more."""
    row = get_public_ballot(session, ref)
    shown = row.state == BallotState.PUBLISHED.value and row.result is not None
    if not shown or not (row.result or {})["chambers"].get(chamber.value, {}).get("opened"):
        raise NotFound("not_found")
    keep(request)
    return Response(get_openings(session, row, chamber), media_type="application/x-ndjson")


@router.get("/ballots/{ref}/bundle.zip", name="ballot_bundle")
def bundle(request: Request, session: ReadSession, machine: Machine, ref: str) -> Response:
    """Everything that is needed to count again, for ``verify.pyz``."""
    made = make_bundle(session, get_public_ballot(session, ref), machine)
    keep(request)
    named = {"Content-Disposition": f'attachment; filename="{ref}.zip"'}
    return Response(made, media_type="application/zip", headers=named)
