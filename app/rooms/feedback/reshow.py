"""Keys by which the same form shows the same receipt again; each lives ten to twenty minutes."""

import secrets
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models.feedback import ReshowKey
from app.rooms.feedback.insert_once import insert_once

SLOT_SECONDS = 600
_LARGEST_ID = 2**31 - 1


def slot_of(now: datetime) -> int:
    """Whole ten-minute spans since 1970."""
    return int(now.timestamp()) // SLOT_SECONDS


def find_reshow_key(session: Session, now: datetime) -> ReshowKey | None:
    """The key of this slot, if a request has made it already."""
    return session.scalars(select(ReshowKey).where(ReshowKey.slot == slot_of(now))).one_or_none()


def get_or_make_reshow_key(session: Session, now: datetime) -> ReshowKey:
    """The key of this slot; of two requests that come first at once, one makes it for both."""
    rotate_reshow_keys(session, now)
    # A random id: a number that counted up would tell the order of the forms that name it.
    key_id = 1 + secrets.randbelow(_LARGEST_ID)
    insert_once(session, ReshowKey, id=key_id, slot=slot_of(now), key=secrets.token_bytes(32))
    return session.scalars(select(ReshowKey).where(ReshowKey.slot == slot_of(now))).one()


def rotate_reshow_keys(session: Session, now: datetime) -> int:
    """Delete the keys older than the slot before this one; returns how many. For every write, and `tick`."""
    old = delete(ReshowKey).where(ReshowKey.slot < slot_of(now) - 1).returning(ReshowKey.id)
    return len(session.execute(old).all())
