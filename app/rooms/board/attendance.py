"""Who is in the room: arrivals, departures, and how many meetings somebody missed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove
from app.domain.lifecycles import MeetingState
from app.domain.permissions import Permission
from app.domain.quorum import Movement, Passage, check_passage, present_at
from app.models.board import Attendance, BoardSeat, Meeting
from app.rooms.board.meeting_queries import BEHIND, get_meeting
from app.rooms.board.moments import Moment
from app.rooms.board.seats import SeatLine, list_seats
from app.web.actors import Actor


def note_passage(
    session: Session, actor: Actor, meeting: Meeting, *, seat_ref: str, move: Movement, moment: Moment
) -> None:
    """Somebody of a seat came or went, now. The seat must be filled today."""
    actor.require(Permission.MEETING_RUN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    check_open(meeting)
    line = next((one for one in list_seats(session, moment.on) if one.seat.ref == seat_ref), None)
    if line is None or line.term is None:
        raise IllegalMove("seat_is_vacant")
    check_passage(list_passages(session, meeting), Passage(seat_ref, move, moment.at))
    session.add(Attendance(meeting_id=meeting.id, seat_id=line.seat.id, move=move.value, at=moment.at))
    session.flush()


def check_open(meeting: Meeting) -> None:
    """``IllegalMove`` unless people sit together right now."""
    if meeting.state != MeetingState.OPEN.value:
        raise IllegalMove("meeting_not_open")


def list_passages(session: Session, meeting: Meeting) -> list[Passage]:
    """Every arrival and departure in the order in which it was noted."""
    rows = session.execute(
        select(BoardSeat.ref, Attendance.move, Attendance.at)
        .join(BoardSeat, BoardSeat.id == Attendance.seat_id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Attendance.id)
    )
    return [Passage(ref, Movement(move), at) for ref, move, at in rows]


def list_present(session: Session, meeting: Meeting, now: datetime) -> frozenset[str]:
    """References of the seats in the room."""
    return present_at(list_passages(session, meeting), now)


def count_missed_in_a_row(session: Session, lines: Sequence[SeatLine], *, most: int) -> Mapping[str, int]:
    """Meetings that each seat's member missed since they last came, counted up to ``most``."""
    meetings = list(
        session.scalars(
            select(Meeting)
            .where(Meeting.state.in_(BEHIND))
            .order_by(Meeting.held_on.desc(), Meeting.id.desc())
            .limit(most)
        )
    )
    came = {
        (meeting_id, seat_id)
        for meeting_id, seat_id in session.execute(
            select(Attendance.meeting_id, Attendance.seat_id).where(
                Attendance.meeting_id.in_([meeting.id for meeting in meetings])
            )
        )
    }
    return {line.seat.ref: _missed(line, meetings, came) for line in lines}


def _missed(line: SeatLine, meetings: Sequence[Meeting], came: set[tuple[int, int]]) -> int:
    missed = 0
    for meeting in meetings:
        begun: date | None = line.term.starts_on if line.term else None
        if begun is None or meeting.held_on < begun or (meeting.id, line.seat.id) in came:
            break
        missed += 1
    return missed
