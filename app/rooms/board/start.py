"""The board's part of the workspace's start page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.clocks import Timing
from app.domain.lifecycles import MeetingState, MotionState
from app.domain.permissions import Permission
from app.models.board import Meeting, Motion, MotionVote, Recusal, Stipend
from app.rooms.board.meeting_queries import list_coming
from app.rooms.board.minutes import minutes_timing
from app.rooms.board.seats import find_seat_of
from app.rooms.proposals.appeals import count_appeals_waiting
from app.rooms.proposals.screening import may_hear
from app.web.actors import Actor
from app.web.desk import DeskSection

MOST = 5


@dataclass(frozen=True)
class WaitingBoard:
    """For ``board/desk/_waiting.html``; each list is empty for who has no part in it.

    ``appeals_late``: for whoever watches that they are heard; who hears them finds them at the proposals.
    """

    meetings: Sequence[Meeting]
    votes: Sequence[Motion]
    minutes: Sequence[tuple[Meeting, Timing]]
    stipends: Sequence[Meeting]
    appeals_late: int


def waiting_board(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """Meetings open or next, votes that the actor still owes, minutes, stipends and appeals that are due."""
    if not actor.may(Permission.BOARD_READ):
        return None
    data = WaitingBoard(
        meetings=list_coming(session, today)[:MOST],
        votes=_list_votes_owed(session, actor, today) if actor.may(Permission.VOTE_CAST) else (),
        minutes=_list_minutes_due(session, today) if actor.may(Permission.MINUTES_WRITE) else (),
        stipends=_list_unpaid(session) if actor.may(Permission.STIPEND_PAY) else (),
        appeals_late=0 if may_hear(actor) else count_appeals_waiting(session, today).part,
    )
    if not (data.meetings or data.votes or data.minutes or data.stipends or data.appeals_late):
        return None
    return DeskSection("board/desk/_waiting.html", data)


def _list_votes_owed(session: Session, actor: Actor, today: date) -> list[Motion]:
    line = find_seat_of(session, actor, today)
    if line is None or not line.seat.is_voting:
        return []
    spoken = exists().where(MotionVote.motion_id == Motion.id, MotionVote.seat_id == line.seat.id)
    out = exists().where(Recusal.motion_id == Motion.id, Recusal.seat_id == line.seat.id)
    owed = select(Motion).where(Motion.state == MotionState.OPEN.value, ~spoken, ~out)
    return list(session.scalars(owed.order_by(Motion.id).limit(MOST)))


def _list_minutes_due(session: Session, today: date) -> list[tuple[Meeting, Timing]]:
    states = (MeetingState.CLOSED.value, MeetingState.MINUTES_DRAFTED.value)
    due = select(Meeting).where(Meeting.state.in_(states)).order_by(Meeting.held_on, Meeting.id)
    rows = session.scalars(due.limit(MOST))
    return [(meeting, minutes_timing(session, meeting, today)) for meeting in rows]


def _list_unpaid(session: Session) -> list[Meeting]:
    owed = exists().where(Stipend.meeting_id == Meeting.id, Stipend.paid_on.is_(None))
    return list(session.scalars(select(Meeting).where(owed).order_by(Meeting.held_on).limit(MOST)))
