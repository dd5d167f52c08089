"""Reading accounts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.sessions import SessionStage
from app.models.people import Account, StaffSession
from app.rooms.accounts.circles import CircleName, list_waiting_for_keys, roles_by_account
from app.vault.accounts import WrappedAccount


def find_account_by_name(session: Session, name: str) -> Account | None:
    """The active account with this sign-in name, or None."""
    wanted = name.strip().lower()
    return session.scalar(select(Account).where(Account.name == wanted, Account.is_active))


def wrapped_of(account: Account) -> WrappedAccount:
    """The account's key pair as the vault opens it."""
    return WrappedAccount(account.salt, account.public_key, account.wrapped_private_key)


@dataclass(frozen=True)
class Colleague:
    """An account with its roles and the circles whose keys it waits for."""

    account: Account
    roles: frozenset[Role]
    waits_for: tuple[CircleName, ...] = ()


def list_colleagues(session: Session) -> list[Colleague]:
    """Everybody who ever had an account: those who sign in first, by name."""
    roles = roles_by_account(session)
    waiting: dict[int, list[CircleName]] = {}
    for account, circle in list_waiting_for_keys(session):
        waiting.setdefault(account.id, []).append(CircleName(circle.name))
    accounts = session.scalars(select(Account).order_by(Account.is_active.desc(), Account.name))
    return [
        Colleague(
            account, roles.get(account.id, frozenset()), tuple(sorted(set(waiting.get(account.id, ()))))
        )
        for account in accounts
    ]


def list_sessions(session: Session, account_id: int) -> list[StaffSession]:
    """The open sessions of one account, newest first."""
    is_open = StaffSession.stage != SessionStage.HALF.value
    mine = select(StaffSession).where(StaffSession.account_id == account_id, is_open)
    return list(session.scalars(mine.order_by(StaffSession.made_at.desc(), StaffSession.lookup)))
