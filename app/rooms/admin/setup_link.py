"""The one-time link of the first start: whoever has it founds the organisation. Only its hash is kept."""

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove
from app.models.organisation import Organisation, SetupLink
from app.vault.derivation import plain_hash, text_bytes


class LinkState(StrEnum):
    """``unknown``: never made, or replaced by a newer one; ``open``; ``used``: it founded the house."""

    UNKNOWN = "unknown"
    OPEN = "open"
    USED = "used"


def make_setup_link(session: Session, now: datetime) -> str:
    """A new token of 256 bits; an older one stops working. ``IllegalMove`` once there is an organisation."""
    if session.get(Organisation, 1) is not None:
        raise IllegalMove("setup.already_done")
    session.execute(delete(SetupLink))
    token = secrets.token_urlsafe(32)
    session.add(SetupLink(token_hash=_hash(token), made_at=now))
    return token


def state_of_link(session: Session, token: str) -> LinkState:
    """Where the link with this token stands."""
    row = session.get(SetupLink, _hash(token))
    if row is None:
        return LinkState.UNKNOWN
    return LinkState.OPEN if row.used_at is None else LinkState.USED


def use_link(session: Session, token: str, now: datetime) -> bool:
    """Use the link up; False when somebody was first. Of two at once only one is told True."""
    unused = (SetupLink.token_hash == _hash(token)) & SetupLink.used_at.is_(None)
    used = session.execute(update(SetupLink).where(unused).values(used_at=now).returning(SetupLink.made_at))
    return used.first() is not None


def used_at_of(session: Session, token: str) -> datetime | None:
    """When this token's link was used, or None."""
    row = session.get(SetupLink, _hash(token))
    return row.used_at if row else None


def _hash(token: str) -> bytes:
    return plain_hash(b"setup link", text_bytes(token))
