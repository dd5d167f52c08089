"""The first start: one transaction that founds the organisation with its keys and first people."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import PROGRAM, Leaf
from app.domain.permissions import Role
from app.domain.weeks import Week
from app.models.ledger import LedgerState
from app.models.organisation import (
    IntakeText,
    IntakeWording,
    OfferedLanguage,
    Organisation,
    Place,
    PublicVersion,
)
from app.models.people import Account
from app.rooms.accounts.actions import NewAccount, add_account
from app.rooms.accounts.circles import CircleName, list_circles, make_circle
from app.rooms.ledger.actions import append
from app.web.languages import KNOWN


@dataclass(frozen=True)
class NewText:
    """One line above the form: ``kind`` help, reading or legal, with its words by language (lead, body)."""

    kind: str
    wordings: dict[str, tuple[str, str]]
    phone: str = ""
    police: str = "none"


@dataclass(frozen=True)
class NewOrganisation:
    """All that the set-up asks for. ``places`` maps slugs to names."""

    name: str
    time_zone: str
    languages: tuple[str, ...]
    places: dict[str, str]
    about: str = ""
    texts: tuple[NewText, ...] = ()
    people: tuple[NewAccount, ...] = field(default=(), repr=False)
    fewest_stewards: int = 2


def found_organisation(
    session: Session, new: NewOrganisation, *, recovery_public: bytes, today: date
) -> list[Account]:
    """Make the organisation, its circles and first accounts. ``IllegalMove`` when there is one already."""
    if session.get(Organisation, 1) is not None:
        raise IllegalMove("setup.already_done")
    _check(new)
    session.add(_organisation(new, recovery_public, today))
    session.add_all([LedgerState(id=1, size=0), PublicVersion(id=1, number=1)])
    session.add_all(OfferedLanguage(code=code, position=n) for n, code in enumerate(new.languages))
    session.add_all(
        Place(slug=slug, name=name, position=n) for n, (slug, name) in enumerate(new.places.items())
    )
    _add_texts(session, new)
    keys = {
        name: make_circle(session, name, recovery_public=recovery_public, today=today).private
        for name in CircleName
    }
    circle_keys = {circle.id: keys[CircleName(circle.name)] for circle in list_circles(session)}
    append(session, Leaf("organisation.found", "organisation:1", "founded", PROGRAM, str(Week.of(today))))
    return [
        add_account(session, person, circle_keys=circle_keys, by=PROGRAM, today=today)
        for person in new.people
    ]


def _organisation(new: NewOrganisation, recovery_public: bytes, today: date) -> Organisation:
    return Organisation(
        id=1,
        name=new.name,
        time_zone=new.time_zone,
        default_language=new.languages[0],
        about=new.about,
        founded_on=today,
        recovery_public_key=recovery_public,
        outside_reader_named=any(Role.OUTSIDE_READER in person.roles for person in new.people),
    )


def _add_texts(session: Session, new: NewOrganisation) -> None:
    for position, text in enumerate(new.texts):
        row = IntakeText(kind=text.kind, position=position, phone=text.phone, police=text.police)
        session.add(row)
        session.flush()
        session.add_all(
            IntakeWording(text_id=row.id, language=language, lead=lead, body=body)
            for language, (lead, body) in text.wordings.items()
        )


def _check(new: NewOrganisation) -> None:
    if not new.name.strip():
        raise InvalidInput("field.required", field="name")
    try:
        ZoneInfo(new.time_zone)
    except (KeyError, ValueError, OSError):
        raise InvalidInput("setup.unknown_time_zone", field="time_zone") from None
    if not new.languages or set(new.languages) - set(KNOWN):
        raise InvalidInput("setup.needs_a_language", field="languages")
    roles = [role for person in new.people for role in person.roles]
    if Role.ADMINISTRATOR not in roles or roles.count(Role.STEWARD) < new.fewest_stewards:
        raise InvalidInput("setup.needs_first_people", field="people")
