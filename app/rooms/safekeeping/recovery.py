"""The recovery key in use: opening circles that nobody holds any more, and putting a new key in its place."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.organisation import Organisation
from app.models.people import Account, Circle, CircleGrant
from app.models.safekeeping import NextRecoveryKey
from app.rooms.accounts.circles import (
    CircleName,
    circles_of,
    grant_circle,
    list_circles,
    note_outside_reader,
    roles_by_account,
)
from app.rooms.ledger.actions import append
from app.vault.boxes import CannotOpen, KeyPair, key_pair_from_private, open_sealed, seal
from app.web.actors import Actor
from app.web.scrub_requests import ask_for_scrub


def recover_for(
    session: Session, recovery: KeyPair, account: Account, *, by: str, today: date
) -> list[CircleName]:
    """Grant the account every circle of its roles, old epochs too; returns the circles that it did not hold.

    ``InvalidInput`` for another recovery key, ``IllegalMove`` when there is nothing to give.
    """
    organisation = _require_this_key(session, recovery)
    if not account.is_active:
        raise IllegalMove("account.already_ended")
    wanted = circles_of(roles_by_account(session).get(account.id, frozenset()))
    given = []
    for circle in list_circles(session):
        held = session.get(CircleGrant, (circle.id, account.id))
        if CircleName(circle.name) in wanted and held is None:
            private = _open(circle, circle.sealed_for_recovery, recovery)
            grant_circle(session, circle, account, private=private)
            given.append(CircleName(circle.name))
    if not given:
        raise IllegalMove("recovery.nothing_to_give")
    organisation.recovery_rehearsed_on = today
    session.flush()
    note_outside_reader(session)
    names = sorted({name.value for name in given})
    append(session, _leaf("recovery.use", f"account:{account.id}", by, today, circles=names))
    return [CircleName(name) for name in names]


def begin_replacement(session: Session, actor: Actor, public: bytes, *, today: date) -> None:
    """A key that was just printed. It counts once every circle is sealed to it and its halves came back."""
    actor.require(Permission.ORGANISATION_EDIT)
    row = session.get(NextRecoveryKey, 1) or NextRecoveryKey(id=1)
    row.public_key, row.made_on, row.rehearsed_on = public, today, None
    session.add(row)
    for circle in list_circles(session):
        circle.sealed_for_next_recovery = None
    session.flush()
    _seal_to_next(session, row, actor.circle_keys)
    append(session, _leaf("recovery.begin", "organisation:1", Role.ADMINISTRATOR.value, today))


def add_my_circles(session: Session, actor: Actor, *, today: date) -> bool:
    """Seal the circles that this reader holds to the new key; True when it counts from now on."""
    row = _get_next(session)
    if not _seal_to_next(session, row, actor.circle_keys):
        raise NotAllowed("account.no_key_to_give")
    return _replace_if_whole(session, row, today=today)


def add_by_old_key(session: Session, actor: Actor, recovery: KeyPair, *, today: date) -> bool:
    """Seal every circle to the new key by both halves of the old one; True when it counts from now on."""
    actor.require(Permission.ORGANISATION_EDIT)
    row = _get_next(session)
    _require_this_key(session, recovery)
    opened = {
        circle.id: _open(circle, circle.sealed_for_recovery, recovery) for circle in list_circles(session)
    }
    _seal_to_next(session, row, opened)
    return _replace_if_whole(session, row, today=today)


def rehearse_next(session: Session, actor: Actor, typed: KeyPair, *, today: date) -> bool:
    """The halves of the new key, typed back from paper; True when it counts from now on."""
    actor.require(Permission.ORGANISATION_EDIT)
    row = _get_next(session)
    if typed.public != row.public_key:
        raise InvalidInput("recovery.other_key", field="half_1")
    row.rehearsed_on = today
    return _replace_if_whole(session, row, today=today)


def list_circles_without_next(session: Session) -> list[Circle]:
    """Living epochs that are not sealed to the new recovery key yet."""
    return [circle for circle in list_circles(session) if circle.sealed_for_next_recovery is None]


def _seal_to_next(session: Session, row: NextRecoveryKey, keys: dict[int, bytes]) -> int:
    mine = [circle for circle in list_circles_without_next(session) if circle.id in keys]
    for circle in mine:
        circle.sealed_for_next_recovery = seal(row.public_key, keys[circle.id])
    session.flush()
    return len(mine)


def _replace_if_whole(session: Session, row: NextRecoveryKey, *, today: date) -> bool:
    if row.rehearsed_on is None or list_circles_without_next(session):
        return False
    organisation = session.get_one(Organisation, 1)
    organisation.recovery_public_key = row.public_key
    organisation.recovery_rehearsed_on = row.rehearsed_on
    for circle in list_circles(session):
        circle.sealed_for_recovery = circle.sealed_for_next_recovery or b""
        circle.sealed_for_next_recovery = None
    session.delete(row)
    session.flush()
    ask_for_scrub(session)
    append(session, _leaf("recovery.replace", "organisation:1", Role.ADMINISTRATOR.value, today))
    return True


def _get_next(session: Session) -> NextRecoveryKey:
    row = session.get(NextRecoveryKey, 1, with_for_update=True)
    if row is None:
        raise IllegalMove("recovery.no_new_key")
    return row


def _require_this_key(session: Session, recovery: KeyPair) -> Organisation:
    organisation = session.get_one(Organisation, 1)
    if recovery.public != organisation.recovery_public_key:
        raise InvalidInput("recovery.other_key", field="half_1")
    return organisation


def _open(circle: Circle, sealed: bytes, recovery: KeyPair) -> bytes:
    private = open_sealed(recovery.private, sealed)
    if key_pair_from_private(private).public != circle.public_key:
        raise CannotOpen
    return private


def _leaf(act: str, subject: str, by: str, today: date, **facts: list[str]) -> Leaf:
    return Leaf(act, subject, None, by, str(Week.of(today)), facts)
