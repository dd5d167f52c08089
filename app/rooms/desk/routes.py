"""The start page: the rooms' parts, in the order in which they are wired."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.desk import DeskSection, SectionOf
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today
from app.web.sessions import SignedIn

router = APIRouter()


@dataclass(frozen=True)
class StartPage:
    """The parts that have something to do with this person."""

    sections: Sequence[DeskSection]


@router.get("/desk", name="desk")
def desk(request: Request, session: ReadSession, actor: SignedIn, today: Today) -> Response:
    """What waits for this person."""
    parts: Sequence[SectionOf] = request.app.state.desk_sections
    sections = [section for part in parts if (section := part(session, actor, today)) is not None]
    return render(request, "desk/start.html", StartPage(sections), block="main", headers=NO_STORE)
