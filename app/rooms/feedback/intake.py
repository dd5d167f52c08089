"""What stands above the form: help, when words are read, what the law asks, and whether it is open."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.organisation import IntakeText, IntakeWording, Place
from app.web.house import OrganisationFacts

KINDS = frozenset({"help", "reading", "legal"})


@dataclass(frozen=True)
class Line:
    """One of the organisation's own lines. ``police``: never, may or none (not said)."""

    kind: str
    lead: str
    body: str
    phone: str
    police: str
    language: str


@dataclass(frozen=True)
class Intake:
    """The confirmed lines in one language, the places, and whether the director has confirmed them all."""

    lines: tuple[Line, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    is_open: bool = False

    @property
    def help(self) -> list[Line]:
        """Where help is, now."""
        return self._of("help")

    @property
    def reading(self) -> list[Line]:
        """When words are read, and when not."""
        return self._of("reading")

    @property
    def legal(self) -> list[Line]:
        """What staff must by law pass on."""
        return self._of("legal")

    def _of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]


def get_intake(session: Session, facts: OrganisationFacts, *, language: str) -> Intake:
    """The lines in this language, else in the organisation's own; only what the director confirmed."""
    if not facts.is_founded:
        return Intake()
    rows = session.execute(
        select(
            IntakeText.id,
            IntakeText.kind,
            IntakeText.phone,
            IntakeText.police,
            IntakeWording.language,
            IntakeWording.lead,
            IntakeWording.body,
        )
        .outerjoin(
            IntakeWording,
            and_(
                IntakeWording.text_id == IntakeText.id,
                IntakeWording.language.in_({language, facts.default_language}),
                IntakeWording.confirmed_on.is_not(None),
            ),
        )
        .order_by(IntakeText.position, IntakeText.id)
    ).all()
    own = {row.id for row in rows if row.language == language}
    lines = tuple(
        Line(row.kind, row.lead, row.body, row.phone, row.police, row.language)
        for row in rows
        if row.language is not None and (row.language == language or row.id not in own)
    )
    confirmed = {row.id for row in rows if row.language == facts.default_language}
    return Intake(lines, _places(session), _is_open((row.kind, row.id in confirmed) for row in rows))


def is_intake_open(session: Session, facts: OrganisationFacts) -> bool:
    """True when there is a line of each kind and the director has confirmed all in the default language."""
    if not facts.is_founded:
        return False
    rows = session.execute(
        select(IntakeText.kind, IntakeWording.confirmed_on).outerjoin(
            IntakeWording,
            and_(
                IntakeWording.text_id == IntakeText.id,
                IntakeWording.language == facts.default_language,
            ),
        )
    )
    return _is_open((kind, confirmed_on is not None) for kind, confirmed_on in rows)


def find_place_id(session: Session, slug: str) -> int | None:
    """The id of an open place, or None."""
    return session.scalar(select(Place.id).where(Place.slug == slug, Place.is_open))


def _places(session: Session) -> tuple[tuple[str, str], ...]:
    rows = select(Place.slug, Place.name).where(Place.is_open).order_by(Place.position, Place.id)
    return tuple((slug, name) for slug, name in session.execute(rows))


def _is_open(lines: Iterable[tuple[str, bool]]) -> bool:
    known = set(lines)
    return {kind for kind, _ in known} >= KINDS and all(is_confirmed for _, is_confirmed in known)
