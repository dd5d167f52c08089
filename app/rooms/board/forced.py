"""A proposal that enough cards stand behind puts itself on the next agenda and stays until it is decided."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.agenda import ItemKind
from app.domain.lifecycles import MeetingState
from app.rooms.board.agendas import put_on_what_waits
from app.rooms.board.meeting_queries import get_meeting, list_coming


def put_forced_on_next(session: Session, *, today: date) -> bool:
    """Put what cards force onto the next meeting that has not begun; False when none is planned.

    Without one it waits: planning the next meeting puts it on.
    """
    begun = MeetingState.OPEN.value
    coming = next((one for one in list_coming(session, today) if one.state != begun), None)
    if coming is None:
        return False
    meeting = get_meeting(session, coming.ref, lock=True)
    return bool(put_on_what_waits(session, meeting, today=today, only=ItemKind.FORCED_BY_CARDS))
