"""The room at one moment, as the rules judge it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.quorum import Movement, Quorum, Room, count_quorum
from app.models.board import BoardSeat, Meeting, Motion, Recusal
from app.rooms.board.attendance import list_passages, list_present
from app.rooms.board.moments import Moment
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.board.seats import board_on


def room_at(session: Session, meeting: Meeting, moment: Moment, *, motion: Motion | None = None) -> Room:
    """All seats of the day, who is there, and for one motion who stepped out."""
    return Room(
        seats=board_on(session, moment.on),
        on=moment.on,
        present=list_present(session, meeting, moment.at),
        recused=frozenset(list_recused(session, motion)) if motion else frozenset(),
    )


def count_heads(session: Session, meeting: Meeting, today: date) -> Quorum:
    """Everybody who came at any time, beside what the rulebook asks."""
    came = {one.seat for one in list_passages(session, meeting) if one.movement is Movement.ARRIVED}
    room = Room(board_on(session, today), today, frozenset(came))
    return count_quorum(room, get_rulebook(session, today).quorum)


def list_recused(session: Session, motion: Motion) -> dict[str, str]:
    """Seats that stepped out of this motion, each with its reason."""
    rows = session.execute(
        select(BoardSeat.ref, Recusal.reason)
        .join(BoardSeat, BoardSeat.id == Recusal.seat_id)
        .where(Recusal.motion_id == motion.id)
        .order_by(BoardSeat.position)
    )
    return {ref: reason for ref, reason in rows}
