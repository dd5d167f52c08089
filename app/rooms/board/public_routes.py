"""The board in public: seats, rulebook, meetings, agendas, results, minutes."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.moments import end_of_day
from app.rooms.board.public_pages import board_page, meeting_page
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, ReadSession, Today

router = APIRouter(prefix="/board")


@router.get("", name="board")
def show_board(
    request: Request, session: ReadSession, facts: Facts, today: Today, older: str = ""
) -> Response:
    """Who sits there, by which rules, and when."""
    keep(request, until=end_of_day(facts, today))
    after = get_meeting(session, older) if older else None
    return render(request, "board/board.html", board_page(session, today=today, older_than=after))


@router.get("/meetings/{ref}", name="board_meeting")
def show_meeting(request: Request, session: ReadSession, facts: Facts, today: Today, ref: str) -> Response:
    """One meeting with its agenda, its results and its minutes."""
    keep(request, until=end_of_day(facts, today))
    page = meeting_page(session, get_meeting(session, ref), today=today)
    return render(request, "board/meeting.html", page)
