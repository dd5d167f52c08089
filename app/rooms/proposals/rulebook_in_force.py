"""The rulebook that is in force on a day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.rulebook import TYPICAL_RULEBOOK, Rulebook
from app.domain.rulebook_document import from_json
from app.models.board import RulebookVersion


def get_rulebook_in_force(session: Session, today: date) -> Rulebook:
    """The newest version in force; until the board has one, the typical rulebook, which mandates nothing."""
    newest = (
        select(RulebookVersion.document)
        .where(RulebookVersion.in_force_on <= today)
        .order_by(RulebookVersion.number.desc())
        .limit(1)
    )
    document = session.scalar(newest)
    return TYPICAL_RULEBOOK if document is None else from_json(document)
