"""Changing a circle's key: a new epoch, everything sealed anew in small steps, the old key destroyed.

Each step is a transaction of its own, so that it may be stopped anywhere and gone on with by anybody who
holds both keys. What is written meanwhile goes to the new epoch at once (``accounts.circles.get_circle``).
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotAllowed, NotFound
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import ROTATION, RotationState
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.organisation import Organisation
from app.models.people import Account, Circle, CircleGrant
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import (
    CircleName,
    circles_of,
    grant_circle,
    make_circle,
    note_outside_reader,
    roles_by_account,
)
from app.rooms.accounts.rotation_requests import WISH, ask_for_rotation, find_rotation
from app.rooms.ledger.actions import append
from app.rooms.safekeeping.rotation_queries import count_things_left
from app.rooms.safekeeping.sealed_things import SEALED_THINGS, SealedThing
from app.vault.boxes import CannotOpen, open_sealed, seal
from app.web.actors import Actor
from app.web.scrub_requests import ask_for_scrub, get_scrub_state

MOST_AT_ONCE = 300


def begin_rotation(session: Session, actor: Actor, name: CircleName, *, today: date) -> Rotation:
    """Make the new epoch, give it to everybody who held an older one, and seal new words to it from now on.

    ``NotAllowed`` for one who does not hold the key; ``IllegalMove`` while the last change is not finished.
    """
    actor.require(Permission.CIRCLE_ROTATE)
    living = _lock_epochs(session, name)
    if living[-1].id not in actor.circle_keys:
        raise NotAllowed("circle.not_yours")
    if find_rotation(session, name, RotationState.RESEALING, RotationState.SCRUBBING):
        raise IllegalMove("circle.change_going_on")
    rotation = ask_for_rotation(session, name, because=WISH, today=today)
    rotation.state = ROTATION.move(RotationState(rotation.state), RotationState.RESEALING).value
    recovery = session.scalars(select(Organisation.recovery_public_key)).one()
    keys = make_circle(session, name, recovery_public=recovery, today=today)
    newest = session.scalars(select(Circle).where(Circle.public_key == keys.public)).one()
    for account in _members(session, name, living):
        grant_circle(session, newest, account, private=keys.private)
    rotation.new_circle_id = newest.id
    session.flush()
    append(session, _leaf("circle.rotate", rotation, newest, actor, today))
    return rotation


def get_rotation(session: Session, rotation_id: int) -> Rotation:
    """The change of a key, else ``NotFound``."""
    rotation = session.get(Rotation, rotation_id)
    if rotation is None:
        raise NotFound("not_found")
    return rotation


def go_on(
    session: Session, actor: Actor, rotation: Rotation, *, today: date, most: int = MOST_AT_ONCE
) -> bool:
    """One step; True when there may be another. Call it in a transaction of its own each time.

    Waits first for everybody who still seals something to an old epoch.
    """
    actor.require(Permission.CIRCLE_ROTATE)
    living = _lock_epochs(session, CircleName(rotation.circle_name))
    session.refresh(rotation, with_for_update=True)
    if rotation.state != RotationState.RESEALING.value or rotation.new_circle_id is None:
        return False
    newest = session.get_one(Circle, rotation.new_circle_id)
    old = {
        one.id: actor.circle_keys[one.id]
        for one in living
        if one.epoch < newest.epoch and one.id in actor.circle_keys
    }
    if not old:
        raise NotAllowed("circle.not_yours")
    moved = seal_anew(session, old=old, newest=newest, most=most)
    rotation.moved += moved
    if moved:
        return True
    if count_things_left(session, list(old)):
        raise IllegalMove("circle.things_in_use")
    _retire(session, rotation, newest, sorted(old), actor=actor, today=today)
    return False


def seal_anew(session: Session, *, old: dict[int, bytes], newest: Circle, most: int = MOST_AT_ONCE) -> int:
    """Up to ``most`` rows of one kind from these epochs (id → private key); returns how many.

    What somebody else has in hand is passed over, and what no key opens is left as it is.
    """
    for thing in SEALED_THINGS:
        circle = getattr(thing.model, thing.circle)
        rows = select(thing.model).where(circle.in_(old)).order_by(thing.model.id).limit(most)
        found = session.scalars(
            rows.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        ).all()
        moved = sum(_move(row, thing, old, newest) for row in found)
        session.flush()
        if moved:
            return moved
    return 0


def finish_rotation(session: Session, rotation: Rotation, *, scrub_number: int, today: date) -> bool:
    """Done, once a scrubbing that began after the old key was destroyed has ended (``scrub_number``)."""
    session.refresh(rotation, with_for_update=True)
    if rotation.state != RotationState.SCRUBBING.value or get_scrub_state(session).done < scrub_number:
        return False
    rotation.state = ROTATION.move(RotationState.SCRUBBING, RotationState.DONE).value
    rotation.finished_on = today
    return True


def _move(row: object, thing: SealedThing, old: dict[int, bytes], newest: Circle) -> bool:
    private = old[getattr(row, thing.circle)]
    try:
        boxes = {
            name: seal(newest.public_key, open_sealed(private, box))
            for name in thing.boxes
            if (box := getattr(row, name))
        }
    except CannotOpen:
        return False
    for name, box in boxes.items():
        setattr(row, name, box)
    setattr(row, thing.circle, newest.id)
    return True


def _retire(
    session: Session, rotation: Rotation, newest: Circle, old: Sequence[int], *, actor: Actor, today: date
) -> None:
    """Nothing is sealed to the old epochs: destroy their keys, for members and for recovery."""
    session.execute(delete(CircleGrant).where(CircleGrant.circle_id.in_(old)))
    gone = {"retired_on": today, "sealed_for_recovery": b"", "sealed_for_next_recovery": None}
    session.execute(update(Circle).where(Circle.id.in_(old)).values(**gone))
    rotation.state = ROTATION.move(RotationState.RESEALING, RotationState.SCRUBBING).value
    note_outside_reader(session)
    ask_for_scrub(session)
    append(session, _leaf("circle.retire", rotation, newest, actor, today))


def _lock_epochs(session: Session, name: CircleName) -> list[Circle]:
    """The living epochs, the newest last, once nobody is in the middle of sealing to one of them."""
    living = select(Circle).where(Circle.name == name.value, Circle.retired_on.is_(None))
    locked = living.order_by(Circle.epoch).with_for_update()
    return list(session.scalars(locked.execution_options(populate_existing=True)))


def _members(session: Session, name: CircleName, living: Sequence[Circle]) -> list[Account]:
    roles = roles_by_account(session)
    held = select(CircleGrant.account_id).where(CircleGrant.circle_id.in_([one.id for one in living]))
    accounts = select(Account).where(Account.is_active, Account.id.in_(held)).order_by(Account.id)
    return [one for one in session.scalars(accounts) if name in circles_of(roles.get(one.id, frozenset()))]


def _leaf(act: str, rotation: Rotation, newest: Circle, actor: Actor, today: date) -> Leaf:
    offices = {Role.STEWARD: CircleName.STEWARDS, Role.OUTSIDE_READER: CircleName.OUTSIDE}
    by = next((role for role, name in offices.items() if role in actor.roles and name == newest.name), None)
    office = (by or min(actor.roles)).value
    subject = f"circle:{newest.name}.{newest.epoch}"
    return Leaf(act, subject, rotation.state, office, str(Week.of(today)))
