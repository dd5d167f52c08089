"""The minutes on the desk: drafted, edited by whoever, adopted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.domain.permissions import Permission
from app.rooms.board.forms import LongerForm, MinutesForm, VersionForm, read, refused_by
from app.rooms.board.meeting_pages import MinutesPage, clashed_page, minutes_page
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.minutes import MinutesClash, adopt_minutes, draft_minutes, extend_minutes, keep_minutes
from app.rooms.board.speech import Typed
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn

router = APIRouter(prefix="/desk/meetings/{ref}/minutes")


@router.get("", name="desk_minutes")
def show_minutes(request: Request, session: ReadSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """The minutes to read, or to edit."""
    return _page(request, minutes_page(session, actor, get_meeting(session, ref), today=today))


@router.post("/draft", name="draft_minutes")
def draft(request: Request, session: WriteSession, actor: SignedIn, today: Today, ref: str) -> Response:
    """Make the first draft from what happened."""
    draft_minutes(session, actor, get_meeting(session, ref), today=today)
    return see_other(request, "desk_minutes", ref=ref)


@router.post("/keep", name="keep_minutes")
def keep(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[MinutesForm], Depends(form_of(MinutesForm))],
) -> Response:
    """Keep what was typed; where somebody else kept another text, both are shown and nothing is lost."""
    actor.require(Permission.MINUTES_WRITE)
    data = read(form)
    meeting = get_meeting(session, ref)
    try:
        keep_minutes(session, actor, meeting, text=data.text, base=data.base, version=data.version)
    except MinutesClash as clash:
        page = clashed_page(session, actor, meeting, merged=clash.merge, stored=clash.stored, today=today)
        return _page(request, page, status=409)
    return see_other(request, "desk_minutes", ref=ref)


@router.post("/extend", name="extend_minutes")
def extend(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[LongerForm], Depends(form_of(LongerForm))],
) -> Response:
    """More time, with a public reason; refused, the page says what is missing."""
    actor.require(Permission.MINUTES_WRITE)
    meeting = get_meeting(session, ref)
    refused = refused_by(
        session,
        form,
        lambda data: extend_minutes(session, actor, meeting, to=data.to, reason=data.reason, today=today),
    )
    if refused is None:
        return see_other(request, "desk_minutes", ref=ref)
    typed = Typed("later", refused.typed, refused.errors)
    return _page(request, minutes_page(session, actor, meeting, today=today, typed=typed), status=422)


@router.post("/adopt", name="adopt_minutes")
def adopt(
    request: Request,
    session: WriteSession,
    actor: SignedIn,
    today: Today,
    ref: str,
    form: Annotated[Submitted[VersionForm], Depends(form_of(VersionForm))],
) -> Response:
    """The board adopted this text: it is public from now on."""
    actor.require(Permission.MEETING_RUN)
    adopt_minutes(session, actor, get_meeting(session, ref), version=read(form).version, today=today)
    return see_other(request, "desk_minutes", ref=ref)


def _page(request: Request, page: MinutesPage, *, status: int = 200) -> Response:
    return render(request, "board/desk/minutes.html", page, block="main", status=status, headers=NO_STORE)
