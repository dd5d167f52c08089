"""Keys at the desk: who holds which, and changing one in small steps."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from app.db import Database
from app.domain.lifecycles import RotationState
from app.domain.permissions import Permission
from app.rooms.accounts.circles import CircleName
from app.rooms.safekeeping.keys_pages import keys_page
from app.rooms.safekeeping.rotation import begin_rotation, finish_rotation, get_rotation, go_on
from app.web.addresses import path_for, see_other
from app.web.render import render
from app.web.requests import Now, ReadSession, Today, WriteSession
from app.web.scrub_requests import get_scrub_state, scrub_now
from app.web.sessions import RecentlyProved, SignedIn

router = APIRouter()

STEPS_A_PRESS = 8
GOING = "yes"


@router.get("/desk/keys", name="desk_keys")
def keys(request: Request, session: ReadSession, actor: SignedIn, going: str = "") -> Response:
    """Who holds which key, and how far a change is."""
    actor.require(Permission.CIRCLE_ROTATE)
    may_recover = actor.may(Permission.ACCOUNT_EDIT)
    page = keys_page(session, actor, may_recover=may_recover, is_going=going == GOING)
    return render(request, "safekeeping/desk/keys.html", page, block="main")


@router.get("/desk/keys/sheet", name="safety_sheet")
def sheet(request: Request, actor: SignedIn) -> Response:
    """What to do when something happens, to print; for everybody who signs in."""
    return render(request, "safekeeping/desk/sheet.html", None, block="main")


@router.post("/desk/keys/{circle}/change", name="change_key")
def change(
    request: Request, session: WriteSession, actor: RecentlyProved, today: Today, circle: CircleName
) -> Response:
    """Begin: a new key, and new words go to it from now on."""
    begin_rotation(session, actor, circle, today=today)
    return _going(request)


@router.post("/desk/keys/changes/{rotation_id}/go-on", name="go_on_changing")
def go_on_changing(
    request: Request,
    actor: SignedIn,
    today: Today,
    now: Now,
    rotation_id: Annotated[int, Path(ge=1, lt=2**31)],
) -> Response:
    """Some steps, each in a transaction of its own; at the end the files are scrubbed outside of any."""
    actor.require(Permission.CIRCLE_ROTATE)
    database: Database = request.app.state.database
    for _ in range(STEPS_A_PRESS):
        with database.write() as session:
            if not go_on(session, actor, get_rotation(session, rotation_id), today=today):
                break
    with database.read() as session:
        is_scrubbing = get_rotation(session, rotation_id).state == RotationState.SCRUBBING.value
        asked = get_scrub_state(session).asked
    if not is_scrubbing:
        return _going(request)
    scrub_now(database, now=now)
    with database.write() as session:
        finish_rotation(session, get_rotation(session, rotation_id), scrub_number=asked, today=today)
    return see_other(request, "desk_keys")


def _going(request: Request) -> Response:
    return RedirectResponse(f"{path_for(request, 'desk_keys')}?going={GOING}", 303)
