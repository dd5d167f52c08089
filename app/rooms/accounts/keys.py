"""Passphrases and keys of people who are here already: given, made anew, changed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, true, update
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.permissions import Permission, Role
from app.domain.sessions import SessionStage
from app.models.people import Account, Circle, CircleGrant, StaffSession
from app.models.second_factors import AuthenticatorApp
from app.rooms.accounts.actions import account_leaf, close_sessions, get_account, sign_in
from app.rooms.accounts.circles import (
    CircleName,
    grant_circle,
    list_waiting_for_keys,
    note_outside_reader,
    open_memberless_circles,
    roles_by_account,
)
from app.rooms.accounts.factors import find_boxed_secret, forget_factors
from app.rooms.ledger.actions import append
from app.vault.accounts import WrappedAccount
from app.vault.boxes import CannotOpen, decrypt, encrypt
from app.vault.passphrases import normalise_passphrase
from app.vault.session_keys import sealing_key
from app.web.actors import Actor

_MADE = b"new passphrase"
_ACTS_FOR = {CircleName.STEWARDS: Role.STEWARD, CircleName.OUTSIDE: Role.OUTSIDE_READER}


def list_keys_to_give(session: Session, actor: Actor) -> list[tuple[Account, Circle]]:
    """Who waits for a circle whose key this actor holds."""
    waiting = list_waiting_for_keys(session)
    return [(account, circle) for account, circle in waiting if circle.id in actor.circle_keys]


def give_keys(session: Session, actor: Actor, account: Account, *, today: date) -> None:
    """Grant every circle that the account waits for and the actor holds; ``NotAllowed`` if there is none."""
    actor.require_second_factor()
    given = [circle for waiting, circle in list_keys_to_give(session, actor) if waiting.id == account.id]
    if not given:
        raise NotAllowed("account.no_key_to_give")
    for circle in given:
        grant_circle(session, circle, account, private=actor.circle_keys[circle.id])
    note_outside_reader(session)
    names = sorted({circle.name for circle in given})
    by = _acts_for(actor, {CircleName(name) for name in names})
    append(session, account_leaf("account.grant", account, None, by, today, circles=names))


def renew_keys(
    session: Session, actor: Actor, account: Account, *, wrapped: WrappedAccount, today: date
) -> None:
    """A new key pair for one who lost the passphrase: other members of the circles grant them again.

    Second factors go too: the app's secret was locked by the passphrase, and nobody is half let in.
    """
    actor.require(Permission.ACCOUNT_EDIT)
    if account.id == actor.account_id:
        raise IllegalMove("account.change_your_own")
    if not account.is_active:
        raise IllegalMove("account.already_ended")
    _store(account, wrapped)
    forget_factors(session, account)
    session.execute(delete(CircleGrant).where(CircleGrant.account_id == account.id))
    close_sessions(session, account)
    session.flush()
    roles = roles_by_account(session).get(account.id, frozenset())
    open_memberless_circles(session, account, roles=roles, today=today)
    note_outside_reader(session)
    by = Role.ADMINISTRATOR.value
    append(session, account_leaf("account.rekey", account, None, by, today))


@dataclass(frozen=True)
class NewLock:
    """Key pair and app's secret under a new passphrase; ``was_boxed``: the secret as it was before."""

    wrapped: WrappedAccount = field(repr=False)
    boxed: bytes | None = field(repr=False)
    was_boxed: bytes | None = field(repr=False)


def change_passphrase(session: Session, actor: Actor, lock: NewLock, *, now: datetime, today: date) -> str:
    """The same key pair under a new passphrase; every session ends. Returns the token of a new one."""
    account = get_account(session, actor.account_id)
    is_changed = find_boxed_secret(session, account.id) != lock.was_boxed
    if is_changed or account.public_key != lock.wrapped.public:
        raise IllegalMove("changed_meanwhile")
    _store(account, lock.wrapped)
    if lock.boxed is not None:
        mine = AuthenticatorApp.account_id == account.id
        session.execute(update(AuthenticatorApp).where(mine).values(boxed_secret=lock.boxed))
    close_sessions(session, account)
    stage = SessionStage.STRONG if actor.is_strong else SessionStage.PLAIN
    token = sign_in(session, account, private_key=actor.private_key, now=now, stage=stage)
    by = _acts_for(actor, set())
    append(session, account_leaf("account.passphrase", account, None, by, today))
    return token


def end_session(session: Session, actor: Actor, which: str, *, this: bytes) -> None:
    """End one session of the actor's by the hexadecimal name of its row, all ``others``, or ``all``."""
    mine = StaffSession.account_id == actor.account_id
    wanted = {"all": true(), "others": StaffSession.lookup != this}
    one = StaffSession.lookup == _as_bytes(which)
    session.execute(delete(StaffSession).where(mine, wanted.get(which, one)))


def conceal(passphrase: str, session_token: str) -> str:
    """A passphrase just made, for a hidden field: only this session's cookie opens it again."""
    boxed = encrypt(sealing_key(session_token), passphrase.encode(), context=_MADE)
    return urlsafe_b64encode(boxed).decode()


def reveal(concealed: str, session_token: str) -> str:
    """What ``conceal`` was given, else ``InvalidInput``."""
    try:
        boxed = urlsafe_b64decode(concealed.encode("ascii", "replace"))
        return decrypt(sealing_key(session_token), boxed, context=_MADE).decode()
    except (ValueError, CannotOpen):
        raise InvalidInput("form.stale_token", field="again") from None


def is_same_passphrase(typed: str, made: str) -> bool:
    """True when what was typed leads to the same key."""
    return normalise_passphrase(typed) == normalise_passphrase(made)


def _as_bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _store(account: Account, wrapped: WrappedAccount) -> None:
    account.salt = wrapped.salt
    account.public_key = wrapped.public
    account.wrapped_private_key = wrapped.wrapped_private


def _acts_for(actor: Actor, circles: set[CircleName]) -> str:
    offices = [_ACTS_FOR[name] for name in sorted(circles) if _ACTS_FOR.get(name) in actor.roles]
    return (offices or sorted(actor.roles))[0].value
