"""Setting up a shared device at a place, and ending it. Nothing of it is secret but its signed address."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.intake import Kiosk
from app.models.organisation import Place
from app.models.schema import random_reference
from app.rooms.feedback.kiosks import mark_of_kiosk
from app.rooms.ledger.actions import append
from app.web.actors import Actor


@dataclass(frozen=True)
class KioskRow:
    """A kiosk in use, with the mark that stands in its address."""

    ref: str
    place: str
    week: str
    mark: str


def list_kiosks(session: Session, actor: Actor, *, form_key: bytes) -> list[KioskRow]:
    """Those in use, by place."""
    actor.require(Permission.KIOSK_EDIT)
    rows = select(Kiosk, Place.name).join(Place, Place.id == Kiosk.place_id).where(~Kiosk.is_ended)
    return [
        KioskRow(kiosk.ref, place, kiosk.made_week, mark_of_kiosk(kiosk.ref, form_key))
        for kiosk, place in session.execute(rows.order_by(Place.position, Kiosk.id))
    ]


def add_kiosk(session: Session, actor: Actor, *, place: str, week: Week) -> Kiosk:
    """Set one up at an open place (its slug)."""
    actor.require(Permission.KIOSK_EDIT)
    found = session.scalars(select(Place).where(Place.slug == place, Place.is_open)).one_or_none()
    if found is None:
        raise InvalidInput("field.not_one_of_these", field="place")
    kiosk = Kiosk(ref=random_reference("K"), place_id=found.id, made_week=str(week))
    session.add(kiosk)
    session.flush()
    append(session, _leaf("kiosk.add", kiosk, "in_use", actor, week))
    return kiosk


def end_kiosk(session: Session, actor: Actor, *, ref: str, week: Week) -> None:
    """Its address opens nothing from now on."""
    actor.require(Permission.KIOSK_EDIT)
    kiosk = session.scalars(select(Kiosk).where(Kiosk.ref == ref).with_for_update()).one_or_none()
    if kiosk is None:
        raise NotFound("not_found")
    if kiosk.is_ended:
        raise IllegalMove("illegal_move")
    kiosk.is_ended = True
    session.flush()
    append(session, _leaf("kiosk.end", kiosk, "ended", actor, week))


def _leaf(act: str, kiosk: Kiosk, state: str, actor: Actor, week: Week) -> Leaf:
    role = Role.ADMINISTRATOR if Role.ADMINISTRATOR in actor.roles else Role.STEWARD
    return Leaf(act, f"kiosk:{kiosk.ref}", state, role.value, str(week))
