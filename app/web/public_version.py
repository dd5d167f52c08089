"""The number that every public write raises; kept public pages are thrown away by it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.models.organisation import PublicVersion


def raise_public_version(session: Session) -> None:
    """Call in the transaction of every write that changes a public page."""
    session.execute(update(PublicVersion).values(number=PublicVersion.number + 1))


def get_public_version(session: Session) -> int:
    """The number as it stands."""
    return session.scalar(select(PublicVersion.number)) or 0
