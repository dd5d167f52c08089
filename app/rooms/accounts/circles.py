"""The three circles of keys: who belongs to which, and how a circle is made and granted."""

from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models.people import Account, Circle, CircleGrant, RoleGrant
from app.vault.boxes import KeyPair, seal
from app.vault.circles import grant, new_circle


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
    session.add(
        Circle(
            name=name.value,
            epoch=(newest or 0) + 1,
            public_key=keys.public,
            sealed_for_recovery=seal(recovery_public, keys.private),
            made_on=today,
        )
    )
    session.flush()
    return keys


def get_circle(session: Session, name: CircleName) -> Circle:
    """The newest epoch of a circle: what new words are sealed to."""
    newest = select(Circle).where(Circle.name == name.value).order_by(Circle.epoch.desc()).limit(1)
    return session.scalars(newest).one()


def list_circles(session: Session) -> list[Circle]:
    """All circles of all epochs."""
    return list(session.scalars(select(Circle).order_by(Circle.name, Circle.epoch)))


def grant_circle(session: Session, circle: Circle, account: Account, *, private: bytes) -> None:
    """Seal the circle's private key to an account."""
    sealed = grant(private, account.public_key)
    session.add(CircleGrant(circle_id=circle.id, account_id=account.id, sealed_private_key=sealed))


def list_waiting_for_keys(session: Session) -> list[tuple[Account, Circle]]:
    """Active accounts whose roles ask for a circle that nobody has granted them yet."""
    held = {tuple(row) for row in session.execute(select(CircleGrant.account_id, CircleGrant.circle_id))}
    circles = list_circles(session)
    waiting = []
    for account in session.scalars(select(Account).where(Account.is_active).order_by(Account.name)):
        roles = session.scalars(select(RoleGrant.role).where(RoleGrant.account_id == account.id))
        wanted = {name.value for name in circles_of(frozenset(Role(role) for role in roles))}
        waiting += [
            (account, circle)
            for circle in circles
            if circle.name in wanted and (account.id, circle.id) not in held
        ]
    return waiting
