"""One attempt to sign in: limits first, then the work of the passphrase, then a session."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.db import Database
from app.domain.errors import InvalidInput
from app.domain.sessions import SessionStage
from app.rooms.accounts.actions import get_account, sign_in
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.vault.accounts import WrappedAccount, refuse_equal_time, unwrap
from app.vault.boxes import CannotOpen
from app.vault.derivation import Cost, plain_hash, text_bytes
from app.web.limits import count_one, forget, require_room

# Per ten minutes: a name is never locked, it only waits; an owner who comes back later gets in.
MOST_PER_NAME = 20
MOST_IN_ALL = 300


@dataclass(frozen=True)
class Found:
    """An account's id and its wrapped key pair."""

    account_id: int
    wrapped: WrappedAccount = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """A private key that the right passphrase opened."""

    account_id: int
    private_key: bytes = field(repr=False)


def look_up(database: Database, name: str, now: datetime) -> Found | None:
    """Count the attempt and find the account; raises ``TooMany`` beyond the limits."""
    with database.write() as session:
        count_attempt(session, name, now=now)
        account = find_account_by_name(session, name)
        return Found(account.id, wrapped_of(account)) if account else None


def count_attempt(session: Session, name: str, *, now: datetime) -> None:
    """Count one try of a passphrase; raises ``TooMany`` beyond the limits."""
    bucket = _bucket(name)
    require_room(session, bucket, most=MOST_PER_NAME, now=now)
    require_room(session, "sign-in", most=MOST_IN_ALL, now=now)
    count_one(session, bucket, now=now)
    count_one(session, "sign-in", now=now)


def unlock(found: Found | None, passphrase: str, cost: Cost) -> Opened | None:
    """The private key, or None; an unknown name takes as long as a wrong passphrase."""
    try:
        if found is None:
            refuse_equal_time(passphrase, cost=cost)
        return Opened(found.account_id, unwrap(found.wrapped, passphrase, cost=cost))
    except CannotOpen:
        return None


def open_session_of(session: Session, opened: Opened | None, name: str, *, now: datetime) -> str:
    """A session's token; ``InvalidInput`` when the passphrase or the name was wrong."""
    if opened is None:
        raise InvalidInput("sign_in.refused", field="passphrase")
    forget(session, _bucket(name))
    account = get_account(session, opened.account_id)
    return sign_in(session, account, private_key=opened.private_key, now=now, stage=SessionStage.STRONG)


def _bucket(name: str) -> str:
    # Hashed: somebody may type the passphrase where the name belongs.
    return f"sign-in:{plain_hash(text_bytes(name.strip().lower())).hex()}"
