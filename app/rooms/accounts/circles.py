"""The three circles of keys: who belongs to which, and how a circle is made and granted."""

from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models.organisation import Organisation
from app.models.people import Account, Circle, CircleGrant, RoleGrant
from app.models.safekeeping import NextRecoveryKey
from app.vault.boxes import KeyPair, seal
from app.vault.circles import grant, new_circle
from app.web.public_version import raise_public_version


class CircleName(StrEnum):
    """``stewards``: what participants say; ``outside``: what is said about staff; ``desk``: drafts."""

    STEWARDS = "stewards"
    OUTSIDE = "outside"
    DESK = "desk"


_ROLES = {
    Role.STEWARD: frozenset({CircleName.STEWARDS}),
    Role.OUTSIDE_READER: frozenset({CircleName.OUTSIDE}),
}


def circles_of(roles: frozenset[Role]) -> frozenset[CircleName]:
    """The circles that an account with these roles belongs to; the desk is everybody's."""
    found = {CircleName.DESK}
    for role in roles:
        found |= _ROLES.get(role, frozenset())
    return frozenset(found)


def make_circle(session: Session, name: CircleName, *, recovery_public: bytes, today: date) -> KeyPair:
    """Store a new epoch of a circle; its private key is returned, for grants."""
    newest = session.scalar(
        select(Circle.epoch).where(Circle.name == name.value).order_by(Circle.epoch.desc()).limit(1)
    )
    keys = new_circle()
    being_made = session.get(NextRecoveryKey, 1)
    session.add(
        Circle(
            name=name.value,
            epoch=(newest or 0) + 1,
            public_key=keys.public,
            sealed_for_recovery=seal(recovery_public, keys.private),
            sealed_for_next_recovery=seal(being_made.public_key, keys.private) if being_made else None,
            made_on=today,
        )
    )
    session.flush()
    return keys


def get_circle(session: Session, name: CircleName) -> Circle:
    """The newest epoch of a circle: what new words are sealed to.

    PostgreSQL keeps its row until the transaction ends, so that who changes the key waits for everybody who
    seals something to the old one. It finds none only while it waited for the old one to be retired.
    """
    living = select(Circle).where(Circle.name == name.value, Circle.retired_on.is_(None))
    newest = living.order_by(Circle.epoch.desc()).limit(1).with_for_update(read=True, key_share=True)
    return session.scalars(newest).one_or_none() or session.scalars(newest).one()


def list_circles(session: Session) -> list[Circle]:
    """All epochs of all circles but the retired ones, whose keys are destroyed."""
    living = select(Circle).where(Circle.retired_on.is_(None))
    return list(session.scalars(living.order_by(Circle.name, Circle.epoch)))


def grant_circle(session: Session, circle: Circle, account: Account, *, private: bytes) -> None:
    """Seal the circle's private key to an account."""
    sealed = grant(private, account.public_key)
    session.add(CircleGrant(circle_id=circle.id, account_id=account.id, sealed_private_key=sealed))


def open_memberless_circles(
    session: Session, account: Account, *, roles: frozenset[Role], today: date
) -> None:
    """A new epoch of each circle of these roles that nobody holds any more, granted to this account.

    What was sealed to the old epoch stays closed to it: only the recovery key opens that.
    """
    for name in sorted(circles_of(roles)):
        if _has_member(session, get_circle(session, name)):
            continue
        recovery = session.scalars(select(Organisation.recovery_public_key)).one()
        keys = make_circle(session, name, recovery_public=recovery, today=today)
        grant_circle(session, get_circle(session, name), account, private=keys.private)


def note_outside_reader(session: Session) -> None:
    """The form says who reads what is said about staff: note whether an outside reader can."""
    organisation = session.get_one(Organisation, 1)
    session.flush()
    is_named = _has_member(session, get_circle(session, CircleName.OUTSIDE))
    if organisation.outside_reader_named != is_named:
        organisation.outside_reader_named = is_named
        raise_public_version(session)


def list_waiting_for_keys(session: Session) -> list[tuple[Account, Circle]]:
    """Active accounts whose roles ask for a circle that somebody holds and has not granted them yet."""
    grants = session.execute(select(CircleGrant.account_id, CircleGrant.circle_id)).all()
    held = {(account_id, circle_id) for account_id, circle_id in grants}
    can_be_given = {circle_id for _, circle_id in held}
    circles = [circle for circle in list_circles(session) if circle.id in can_be_given]
    roles = roles_by_account(session)
    waiting = []
    for account in session.scalars(select(Account).where(Account.is_active).order_by(Account.name)):
        wanted = {name.value for name in circles_of(roles.get(account.id, frozenset()))}
        waiting += [
            (account, circle)
            for circle in circles
            if circle.name in wanted and (account.id, circle.id) not in held
        ]
    return waiting


def roles_by_account(session: Session) -> dict[int, frozenset[Role]]:
    """The roles of every account."""
    found: dict[int, set[Role]] = {}
    for account_id, role in session.execute(select(RoleGrant.account_id, RoleGrant.role)):
        found.setdefault(account_id, set()).add(Role(role))
    return {account_id: frozenset(roles) for account_id, roles in found.items()}


def _has_member(session: Session, circle: Circle) -> bool:
    held = select(CircleGrant.account_id).where(CircleGrant.circle_id == circle.id).limit(1)
    return session.scalar(held) is not None
