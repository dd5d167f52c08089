"""Reading accounts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.people import Account
from app.vault.accounts import WrappedAccount


def find_account_by_name(session: Session, name: str) -> Account | None:
    """The active account with this sign-in name, or None."""
    wanted = name.strip().lower()
    return session.scalar(select(Account).where(Account.name == wanted, Account.is_active))


def wrapped_of(account: Account) -> WrappedAccount:
    """The account's key pair as the vault opens it."""
    return WrappedAccount(account.salt, account.public_key, account.wrapped_private_key)
