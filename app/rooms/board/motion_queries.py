"""Reading motions for other rooms: those that are closed and wait for their decision."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import MotionState
from app.domain.outcomes import Outcome
from app.models.board import Meeting, Motion
from app.models.decisions import Decision
from app.rooms.board.closing import UNDECIDED, is_waiting_for_participants

ENDED = (MotionState.CLOSED.value, MotionState.PUBLISHED.value)


def list_without_decision(session: Session) -> list[Motion]:
    """Motions that decided something and have no decision yet, the oldest first.

    Left out: what could not decide, and what still waits for the participants' chamber.
    """
    decided = [outcome.value for outcome in Outcome if outcome not in UNDECIDED]
    rows = session.scalars(
        select(Motion)
        .outerjoin(Decision, Decision.motion_id == Motion.id)
        .where(Motion.state.in_(ENDED), Motion.outcome.in_(decided), Decision.id.is_(None))
        .order_by(Motion.id)
    )
    return [motion for motion in rows if not is_waiting_for_participants(motion)]


def get_meeting_of(session: Session, motion: Motion) -> Meeting:
    """The meeting that the motion was put to."""
    return session.get_one(Meeting, motion.meeting_id)


def list_published(session: Session, meeting: Meeting) -> list[Motion]:
    """What the public reads of a meeting's motions."""
    query = select(Motion).where(Motion.meeting_id == meeting.id, Motion.state == MotionState.PUBLISHED.value)
    return list(session.scalars(query.order_by(Motion.id)))


def find_open_motion(session: Session, meeting: Meeting) -> Motion | None:
    """The newest motion that is open right now."""
    query = select(Motion).where(Motion.meeting_id == meeting.id, Motion.state == MotionState.OPEN.value)
    return session.scalars(query.order_by(Motion.opened_at.desc(), Motion.id.desc()).limit(1)).one_or_none()
