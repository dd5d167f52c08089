"""The recovery key, as far as the database knows it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Organisation


def is_rehearsed(session: Session) -> bool:
    """True when both halves were once typed back from paper."""
    return session.scalars(select(Organisation.recovery_rehearsed_on)).one() is not None
