"""Voting on a shared device: the same pages, which clear themselves, and forms that can be sent once.

Who goes back on such a device and sends a form of the one before again must not get their papers, and must
not put an old vote over a newer one: every form carries a token that is good for one sending.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.rooms.ballots.booth import Booth, booth_of
from app.rooms.ballots.closing import settle_if_due
from app.rooms.ballots.pages import CodePage, VotingPlace
from app.rooms.ballots.vote_routes import serve
from app.rooms.ballots.voting import list_marked
from app.rooms.feedback.form_marks import mark_of, new_token, take_once
from app.vault.form_tokens import ForgedToken
from app.web.render import NO_STORE, render
from app.web.requests import Facts, Machine, Now

router = APIRouter()

MINUTES = 5
FORGET = {"Clear-Site-Data": '"cache", "storage"'}


async def _kiosk_of(request: Request, machine: Machine, now: Now) -> Booth:
    start = str(request.app.url_path_for("vote_kiosk_start"))
    place = VotingPlace(
        layout="ballots/_kiosk.html",
        send_to="vote_kiosk_send",
        start="vote_kiosk_start",
        token=new_token(machine.form_key, now),
        minutes=MINUTES,
        headers={"Refresh": f"{MINUTES * 60}; url={start}"},
    )
    return replace(await booth_of(request), at=place)


ThisKiosk = Annotated[Booth, Depends(_kiosk_of)]


@router.get("/vote/kiosk/start", name="vote_kiosk_start")
def start(request: Request) -> Response:
    """The page that waits for the next person; it asks the browser to forget the one before."""
    return render(request, "ballots/kiosk_start.html", MINUTES, headers=NO_STORE | FORGET)


@router.get("/vote/kiosk", name="vote_kiosk")
def form(kiosk: ThisKiosk) -> Response:
    """The form for a card, and what is open; it clears itself."""
    settle_if_due(kiosk.database, kiosk.clock)
    with kiosk.database.read() as session:
        return kiosk.show("vote", CodePage(kiosk.say, list_marked(session), at=kiosk.at))


@router.post("/vote/kiosk", name="vote_kiosk_send")
def send(kiosk: ThisKiosk, machine: Machine, now: Now, facts: Facts) -> Response:
    """As on a phone; a form that was sent before, by whomever, leads to the start."""
    try:
        mark = mark_of(machine.form_key, _token_alone(kiosk), now)
    except ForgedToken:
        return _to_the_start(kiosk)
    with kiosk.database.write() as session:
        is_first = not mark.is_stale and take_once(session, mark, week=facts.week(now))
    return serve(kiosk) if is_first else _to_the_start(kiosk)


def _token_alone(kiosk: Booth) -> Mapping[str, list[str]]:
    return {"token": [kiosk.form.value("token")]}


def _to_the_start(kiosk: Booth) -> Response:
    return RedirectResponse(str(kiosk.request.app.url_path_for(kiosk.at.start)), 303)
