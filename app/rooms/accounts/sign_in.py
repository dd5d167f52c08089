"""One attempt to sign in: limits first, then the work of the passphrase, then a session."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.db import Database
from app.domain.errors import InvalidInput
from app.domain.permissions import permissions_of, withheld_without_second_factor
from app.domain.sessions import SessionStage
from app.models.people import Account
from app.rooms.accounts.actions import get_account, keys_at
from app.rooms.accounts.circles import roles_by_account
from app.rooms.accounts.factors import find_boxed_secret, list_factors
from app.rooms.accounts.proving import APP, is_paper_code, use_paper_code
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.vault.accounts import Unwrapped, WrappedAccount, open_account, refuse_equal_time
from app.vault.boxes import CannotOpen
from app.vault.derivation import Cost, plain_hash, text_bytes
from app.vault.machine import MachineKeys
from app.web.known_browsers import bucket_of, is_known
from app.web.limits import forget, take_room
from app.web.sessions import open_session

# Per ten minutes. A name is never locked: its owner comes in from a browser that is known, with a paper code,
# or later, whatever anybody else tries meanwhile.
MOST_PER_NAME = 20
MOST_IN_ALL = 300


@dataclass(frozen=True)
class Tried:
    """What was sent: a name, the mark of a browser that was here before, a paper code."""

    name: str
    mark: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Found:
    """An account's id, its wrapped key pair and its app's boxed secret."""

    account_id: int
    wrapped: WrappedAccount = field(repr=False)
    boxed_secret: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Opened:
    """What the right passphrase of an account opened."""

    account_id: int
    unwrapped: Unwrapped = field(repr=False)


@dataclass(frozen=True)
class Begun:
    """The token of a new session, how far it has come, and whether a factor has to be set up now."""

    account: Account
    token: str = field(repr=False)
    stage: SessionStage
    lacks_factor: bool


def look_up(database: Database, tried: Tried, machine: MachineKeys, now: datetime) -> Found | None:
    """Count the attempt and find the account; raises ``TooMany`` beyond the limits."""
    with database.write() as session:
        account = find_account_by_name(session, tried.name)
        _count_attempt(session, account, tried, machine=machine, now=now)
        return found_of(session, account) if account else None


def look_up_own(database: Database, account_id: int, now: datetime) -> Found:
    """The same for one who is signed in and shows once more who this is; counted apart from sign-ins."""
    with database.write() as session:
        take_room(session, f"prove:{account_id}", most=MOST_PER_NAME, now=now)
        return found_of(session, get_account(session, account_id))


def found_of(session: Session, account: Account) -> Found:
    """What a passphrase has to open."""
    return Found(account.id, wrapped_of(account), find_boxed_secret(session, account.id))


def unlock(found: Found | None, passphrase: str, cost: Cost) -> Opened | None:
    """What it opens, or None; an unknown name takes as long as a wrong passphrase."""
    try:
        if found is None:
            refuse_equal_time(passphrase, cost=cost)
        unwrapped = open_account(found.wrapped, found.boxed_secret, passphrase, cost=cost)
    except CannotOpen:
        return None
    return Opened(found.account_id, unwrapped)


def begin_session(
    session: Session, opened: Opened | None, tried: Tried, *, is_demonstration: bool, now: datetime
) -> Begun:
    """A new session as far as passphrase and paper code lead; ``InvalidInput`` when the first was wrong."""
    if opened is None:
        raise InvalidInput("sign_in.refused", field="passphrase")
    if not (tried.mark or tried.code):
        forget(session, _bucket(tried.name))
    account = get_account(session, opened.account_id)
    stage = _stage(session, account, tried, is_demonstration=is_demonstration)
    keys = keys_at(session, account, private_key=opened.unwrapped.private, stage=stage)
    if stage is SessionStage.HALF and opened.unwrapped.secret:
        keys[APP] = opened.unwrapped.secret
    token = open_session(session, account, keys, stage=stage, now=now)
    roles = roles_by_account(session).get(account.id, frozenset())
    needs_one = bool(withheld_without_second_factor(permissions_of(roles)))
    return Begun(account, token, stage, needs_one and stage is SessionStage.PLAIN)


def _stage(session: Session, account: Account, tried: Tried, *, is_demonstration: bool) -> SessionStage:
    if not list_factors(session, account.id).is_any:
        # Nothing in the demonstration is private, so its people need no second factor.
        return SessionStage.STRONG if is_demonstration else SessionStage.PLAIN
    is_proved = bool(tried.code) and use_paper_code(session, account, tried.code)
    return SessionStage.STRONG if is_proved else SessionStage.HALF


def _count_attempt(
    session: Session, account: Account | None, tried: Tried, *, machine: MachineKeys, now: datetime
) -> None:
    if account and is_known(tried.mark, account, machine):
        take_room(session, bucket_of(tried.mark), most=MOST_PER_NAME, now=now)
    elif account and tried.code and is_paper_code(session, account, tried.code):
        code = plain_hash(text_bytes(tried.code.strip().upper())).hex()
        take_room(session, f"sign-in-code:{code}", most=MOST_PER_NAME, now=now)
    else:
        take_room(session, _bucket(tried.name), most=MOST_PER_NAME, now=now)
        take_room(session, "sign-in", most=MOST_IN_ALL, now=now)


def _bucket(name: str) -> str:
    # Hashed: somebody may type the passphrase where the name belongs.
    return f"sign-in:{plain_hash(text_bytes(name.strip().lower())).hex()}"
