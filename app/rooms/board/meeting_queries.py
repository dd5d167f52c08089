"""Reading meetings: one by its reference, those to come, and pages of those behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.lifecycles import MeetingState
from app.models.board import AgendaItem, Meeting

A_PAGE = 20
BEHIND = (
    MeetingState.CLOSED.value,
    MeetingState.MINUTES_DRAFTED.value,
    MeetingState.MINUTES_ADOPTED.value,
)


@dataclass(frozen=True)
class MeetingPageOf:
    """Meetings, newest first; ``older`` is the reference to go on from, or empty."""

    rows: Sequence[Meeting]
    older: str


def get_meeting(session: Session, ref: str, *, lock: bool = False) -> Meeting:
    """The meeting, else ``NotFound``; ``lock`` keeps others from moving it until the transaction ends."""
    query = select(Meeting).where(Meeting.ref == ref)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    meeting = session.scalars(query).one_or_none()
    if meeting is None:
        raise NotFound("not_found")
    return meeting


def list_coming(session: Session, today: date) -> list[Meeting]:
    """What is open now or still to come, soonest first."""
    coming = or_(
        Meeting.state == MeetingState.OPEN.value,
        and_(
            Meeting.held_on >= today,
            Meeting.state.in_((MeetingState.PLANNED.value, MeetingState.NOTICE_GIVEN.value)),
        ),
    )
    return list(
        session.scalars(select(Meeting).where(coming).order_by(Meeting.held_on, Meeting.id).limit(A_PAGE))
    )


def list_meetings(session: Session, *, older_than: Meeting | None = None) -> MeetingPageOf:
    """A page of all meetings by day, newest first."""
    query = select(Meeting).order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(A_PAGE + 1)
    if older_than is not None:
        query = query.where(
            or_(
                Meeting.held_on < older_than.held_on,
                and_(Meeting.held_on == older_than.held_on, Meeting.id < older_than.id),
            )
        )
    rows = list(session.scalars(query))
    return MeetingPageOf(rows[:A_PAGE], rows[A_PAGE - 1].ref if len(rows) > A_PAGE else "")


def list_items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order."""
    items = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(session.scalars(items.order_by(AgendaItem.position, AgendaItem.id)))
