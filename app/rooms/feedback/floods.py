"""Buckets without identity: what comes beyond them is stored, sealed and answered, but waits for a look."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.domain.floods import AT_A_KIOSK, Way, is_flood
from app.domain.lifecycles import FLOOD, FloodState
from app.models.feedback import Thread
from app.models.jobs import Bucket
from app.rooms.feedback.arrival import Door
from app.web.limits import count_one, span_of


def notice_flood(session: Session, thread: Thread, door: Door, *, most: int, now: datetime) -> None:
    """Count this voice at its door, and let it wait when too many came before it in this span."""
    if door.way is Way.DESK:
        return
    name = f"say:{door.way.value}:{door.kiosk}"
    earlier = session.scalar(select(Bucket.count).where(Bucket.name == name, Bucket.span == span_of(now)))
    count_one(session, name, now=now)
    allowed = AT_A_KIOSK if door.way is Way.KIOSK else most
    if is_flood(earlier or 0, most=allowed, is_trapped=door.is_trapped):
        thread.flood_state = FloodState.WAITING.value


def move_flood(thread: Thread, *, to: FloodState) -> None:
    """Along its lifecycle, else ``IllegalMove``."""
    if thread.flood_state is not None:
        thread.flood_state = FLOOD.move(FloodState(thread.flood_state), to).value
        thread.version += 1


def bring_back(thread: Thread) -> None:
    """Its person came back with the code and wrote: no flood does that."""
    if thread.flood_state in (FloodState.WAITING.value, FloodState.SET_ASIDE.value):
        move_flood(thread, to=FloodState.RELEASED)


def stands_in_the_inbox() -> ColumnElement[bool]:
    """Neither waiting for a look at the flood nor set aside."""
    return or_(Thread.flood_state.is_(None), Thread.flood_state == FloodState.RELEASED.value)


def is_not_set_aside() -> ColumnElement[bool]:
    """Everything that counts as a voice, also what still waits."""
    return or_(Thread.flood_state.is_(None), Thread.flood_state != FloodState.SET_ASIDE.value)
