"""What stands above the form: help, when words are read, what the law asks, and whether it is open."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import IntakeText, IntakeWording, Place
from app.rooms.admin.queries import intake_is_open
from app.web.house import OrganisationFacts


@dataclass(frozen=True)
class Line:
    """One of the organisation's own lines. ``police``: never, may or none (not said)."""

    lead: str
    body: str
    phone: str
    police: str
    language: str


@dataclass(frozen=True)
class Intake:
    """The confirmed lines in one language, the places, and whether the director has confirmed them all."""

    help: tuple[Line, ...] = ()
    reading: tuple[Line, ...] = ()
    legal: tuple[Line, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    is_open: bool = False


def get_intake(session: Session, facts: OrganisationFacts, *, language: str) -> Intake:
    """The lines in this language, else in the organisation's own; only what the director confirmed."""
    if not facts.is_founded:
        return Intake()
    wordings: dict[int, dict[str, IntakeWording]] = {}
    texts: dict[int, IntakeText] = {}
    rows = session.execute(
        select(IntakeText, IntakeWording)
        .outerjoin(IntakeWording, IntakeWording.text_id == IntakeText.id)
        .order_by(IntakeText.position, IntakeText.id)
    )
    for text, wording in rows:
        texts[text.id] = text
        confirmed = wordings.setdefault(text.id, {})
        if wording is not None and wording.confirmed_on is not None:
            confirmed[wording.language] = wording
    spoken = [
        (text, wordings[text.id].get(language) or wordings[text.id].get(facts.default_language))
        for text in texts.values()
    ]
    return Intake(
        help=_lines(spoken, "help"),
        reading=_lines(spoken, "reading"),
        legal=_lines(spoken, "legal"),
        places=_places(session),
        is_open=intake_is_open(session),
    )


def find_place_id(session: Session, slug: str) -> int | None:
    """The id of an open place, or None."""
    return session.scalar(select(Place.id).where(Place.slug == slug, Place.is_open))


def _places(session: Session) -> tuple[tuple[str, str], ...]:
    rows = select(Place.slug, Place.name).where(Place.is_open).order_by(Place.position, Place.id)
    return tuple((slug, name) for slug, name in session.execute(rows))


def _lines(spoken: Iterable[tuple[IntakeText, IntakeWording | None]], kind: str) -> tuple[Line, ...]:
    return tuple(
        Line(wording.lead, wording.body, text.phone, text.police, wording.language)
        for text, wording in spoken
        if wording is not None and text.kind == kind
    )
