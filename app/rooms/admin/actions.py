"""What an administrator changes of the organisation itself, and the rehearsal of its recovery key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.organisation import OfferedLanguage, Organisation, Place
from app.rooms.admin.queries import list_offered_languages, list_places
from app.rooms.admin.slugs import slugs_of
from app.rooms.ledger.actions import append
from app.vault.derivation import plain_hash
from app.vault.recovery import join_halves
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class OrganisationChange:
    """The organisation as it shall be. ``places``: id → (name, is open); ``languages``: the default first."""

    name: str
    about: str
    languages: tuple[str, ...]
    places: Mapping[int, tuple[str, bool]] = field(default_factory=dict)
    new_places: Sequence[str] = ()


def seen_organisation(session: Session) -> str:
    """What somebody saw of the organisation: it changes with anything that this form can change."""
    row = session.get_one(Organisation, 1)
    places = [f"{place.id} {place.name} {place.is_open}" for place in list_places(session)]
    parts = (row.name, row.about, row.default_language, *list_offered_languages(session), *places)
    return plain_hash(*(part.encode() for part in parts)).hex()


def edit_organisation(
    session: Session, actor: Actor, change: OrganisationChange, *, seen: str, today: date
) -> None:
    """Change what the public reads of the organisation; ``IllegalMove`` when somebody else did meanwhile."""
    actor.require(Permission.ORGANISATION_EDIT)
    if seen != seen_organisation(session):
        raise IllegalMove("changed_meanwhile")
    row = session.get_one(Organisation, 1)
    row.name, row.about, row.default_language = change.name, change.about, change.languages[0]
    _offer(session, change.languages)
    _change_places(session, change)
    session.flush()
    if seen != seen_organisation(session):
        raise_public_version(session)
        append(session, _leaf("organisation.edit", today))


def rehearse_recovery(session: Session, actor: Actor, first: str, second: str, *, today: date) -> None:
    """Both halves, typed back from paper, make this organisation's recovery key; else ``InvalidInput``."""
    actor.require(Permission.ORGANISATION_EDIT)
    row = session.get_one(Organisation, 1)
    if join_halves(first, second).public != row.recovery_public_key:
        raise InvalidInput("recovery.other_key", field="half_1")
    row.recovery_rehearsed_on = today
    append(session, _leaf("recovery.rehearse", today))


def _offer(session: Session, languages: Sequence[str]) -> None:
    if list_offered_languages(session) == list(languages):
        return
    session.execute(delete(OfferedLanguage))
    session.add_all(OfferedLanguage(code=code, position=n) for n, code in enumerate(languages))


def _change_places(session: Session, change: OrganisationChange) -> None:
    places = list_places(session)
    for place in places:
        place.name, place.is_open = change.places.get(place.id, (place.name, place.is_open))
    position = max((place.position for place in places), default=-1) + 1
    taken = frozenset(place.slug for place in places)
    added = slugs_of(change.new_places, taken)
    session.add_all(
        Place(slug=slug, name=name, position=position + n) for n, (slug, name) in enumerate(added.items())
    )


def _leaf(act: str, today: date) -> Leaf:
    return Leaf(act, "organisation:1", None, Role.ADMINISTRATOR.value, str(Week.of(today)))
