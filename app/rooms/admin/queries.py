"""Reading what the organisation says of itself."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models.organisation import IntakeText, IntakeWording, OfferedLanguage, Organisation, Place

KINDS = ("help", "reading", "legal")
HIGHEST_ID = 2**31


@dataclass(frozen=True)
class TextLine:
    """A line above the form with its words by language, offered languages only."""

    text: IntakeText
    wordings: dict[str, IntakeWording]


def intake_is_open(session: Session) -> bool:
    """True when each kind has a line and the director confirmed all of them in the organisation's language.

    Words in another language that wait for the director are not shown; the organisation's own stand instead.
    """
    organisation = session.get(Organisation, 1)
    if organisation is None:
        return False
    wordings = session.execute(
        select(IntakeText.kind, IntakeWording.confirmed_on)
        .join(IntakeWording, IntakeWording.text_id == IntakeText.id)
        .where(IntakeWording.language == organisation.default_language)
    ).all()
    spoken = {kind for kind, _ in wordings}
    return spoken >= set(KINDS) and all(confirmed_on is not None for _, confirmed_on in wordings)


def list_offered_languages(session: Session) -> list[str]:
    """The codes, in the order of the language row."""
    return list(session.scalars(select(OfferedLanguage.code).order_by(OfferedLanguage.position)))


def list_text_lines(session: Session) -> list[TextLine]:
    """Every line in the order of the form: help, reading, legal."""
    offered = set(list_offered_languages(session))
    wordings: dict[int, dict[str, IntakeWording]] = {}
    for wording in session.scalars(select(IntakeWording).order_by(IntakeWording.id)):
        if wording.language in offered:
            wordings.setdefault(wording.text_id, {})[wording.language] = wording
    texts = session.scalars(select(IntakeText).order_by(IntakeText.position, IntakeText.id))
    lines = [TextLine(text, wordings.get(text.id, {})) for text in texts]
    return sorted(lines, key=lambda line: KINDS.index(line.text.kind))


def get_text_line(session: Session, text_id: int) -> TextLine:
    """One line, else ``NotFound``."""
    text = session.get(IntakeText, text_id) if text_id < HIGHEST_ID else None
    if text is None:
        raise NotFound("not_found")
    mine = session.scalars(select(IntakeWording).where(IntakeWording.text_id == text.id))
    return TextLine(text, {wording.language: wording for wording in mine})


def count_unconfirmed(session: Session) -> int:
    """How many wordings in offered languages wait for the director."""
    waiting = (
        select(func.count())
        .select_from(IntakeWording)
        .join(OfferedLanguage, OfferedLanguage.code == IntakeWording.language)
        .where(IntakeWording.confirmed_on.is_(None))
    )
    return session.scalar(waiting) or 0


def list_places(session: Session) -> list[Place]:
    """Every place, also those that are closed."""
    return list(session.scalars(select(Place).order_by(Place.position, Place.id)))
