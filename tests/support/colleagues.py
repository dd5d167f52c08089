"""Accounts of the founded organisation as tests look at them."""

from sqlalchemy import select

from app.domain.permissions import Role
from app.models.people import Account, Circle, CircleGrant
from app.rooms.accounts.circles import roles_by_account
from app.rooms.accounts.queries import find_account_by_name
from tests.support.organisation import World


def account_id(world: World, name: str) -> int:
    """The row's number of somebody who signs in."""
    with world.database.read() as session:
        account = find_account_by_name(session, name)
        assert account is not None
        return account.id


def circles_held(world: World, name: str) -> list[tuple[str, int]]:
    """Name and epoch of each circle that somebody holds."""
    with world.database.read() as session:
        held = (
            select(Circle.name, Circle.epoch)
            .join(CircleGrant, CircleGrant.circle_id == Circle.id)
            .join(Account, Account.id == CircleGrant.account_id)
            .where(Account.name == name)
            .order_by(Circle.name, Circle.epoch)
        )
        return [(circle, epoch) for circle, epoch in session.execute(held)]


def roles_held(world: World, name: str) -> frozenset[Role]:
    """The roles of somebody."""
    with world.database.read() as session:
        return roles_by_account(session).get(account_id(world, name), frozenset())
