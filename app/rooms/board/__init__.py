"""The board: seats, rulebook, meetings, agenda, attendance, motions, minutes, stipends."""

from app.rooms.board.desk_routes import router as seats_and_rulebook
from app.rooms.board.desk_words import BOARD_WORDS
from app.rooms.board.meeting_routes import router as meetings
from app.rooms.board.minutes_routes import router as minutes
from app.rooms.board.motion_routes import router as motions
from app.rooms.board.public_routes import router
from app.web.words import WORDS

WORDS.update(BOARD_WORDS)

desk_routers = (seats_and_rulebook, motions, minutes, meetings)

__all__ = ["desk_routers", "router"]
