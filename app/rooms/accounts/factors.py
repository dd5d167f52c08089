"""Second factors of an account: what it has, adding and removing one, and starting again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.permissions import Permission, Role
from app.models.people import Account
from app.models.second_factors import AuthenticatorApp, PaperCode, StoredPasskey
from app.rooms.accounts.actions import account_leaf, close_sessions, get_account
from app.rooms.ledger.actions import append
from app.vault.passkeys import Passkey
from app.vault.second_factors import new_paper_codes, paper_code_hash
from app.web.actors import Actor

MOST_PASSKEYS = 10


@dataclass(frozen=True)
class Factors:
    """What an account can show; ``codes_left`` on paper."""

    app_since: date | None
    passkeys: Sequence[StoredPasskey]
    codes_left: int

    @property
    def is_any(self) -> bool:
        """True when a second factor is asked at sign-in; paper codes alone are none."""
        return self.app_since is not None or bool(self.passkeys)

    @property
    def is_last(self) -> bool:
        """True when nothing would be left without one of them."""
        return (self.app_since is not None) + len(self.passkeys) == 1


def list_factors(session: Session, account_id: int) -> Factors:
    """The factors of one account."""
    since = select(AuthenticatorApp.added_on).where(AuthenticatorApp.account_id == account_id)
    keys = select(StoredPasskey).where(StoredPasskey.account_id == account_id)
    codes = select(func.count()).select_from(PaperCode).where(PaperCode.account_id == account_id)
    passkeys = session.scalars(keys.order_by(StoredPasskey.added_on, StoredPasskey.id)).all()
    return Factors(session.scalar(since), passkeys, session.scalar(codes) or 0)


def find_boxed_secret(session: Session, account_id: int) -> bytes | None:
    """The app's secret as it is kept, or None."""
    wanted = select(AuthenticatorApp.boxed_secret).where(AuthenticatorApp.account_id == account_id)
    return session.scalar(wanted)


def add_app(session: Session, actor: Actor, *, boxed: bytes, step: int, today: date) -> list[str]:
    """Keep the app's secret in place of an older one; returns paper codes when it is the first factor.

    ``step``: the step whose code proved it; that code is used.
    """
    is_first = not list_factors(session, actor.account_id).is_any
    session.execute(delete(AuthenticatorApp).where(AuthenticatorApp.account_id == actor.account_id))
    row = AuthenticatorApp(account_id=actor.account_id, boxed_secret=boxed, last_step=step, added_on=today)
    session.add(row)
    return _added(session, actor, is_first=is_first, today=today)


def add_passkey(session: Session, actor: Actor, passkey: Passkey, *, label: str, today: date) -> list[str]:
    """Keep a passkey; returns paper codes when it is the first factor. ``InvalidInput`` if it is known."""
    factors = list_factors(session, actor.account_id)
    if len(factors.passkeys) >= MOST_PASSKEYS:
        raise InvalidInput("second_factor.too_many", field="label")
    if session.get(StoredPasskey, passkey.id) is not None:
        raise InvalidInput("second_factor.known_passkey", field="label")
    session.add(
        StoredPasskey(
            id=passkey.id,
            account_id=actor.account_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            label=label,
            added_on=today,
        )
    )
    return _added(session, actor, is_first=not factors.is_any, today=today)


def remove_factor(session: Session, actor: Actor, which: str, *, today: date) -> None:
    """Remove the ``app``, or the passkey with this hexadecimal id. ``IllegalMove`` for the last factor."""
    actor.require_second_factor()
    if list_factors(session, actor.account_id).is_last:
        raise IllegalMove("second_factor.last")
    if which == "app":
        found: AuthenticatorApp | StoredPasskey | None = session.get(AuthenticatorApp, actor.account_id)
    else:
        found = session.get(StoredPasskey, _as_bytes(which))
    if found is None or found.account_id != actor.account_id:
        raise NotFound("not_found")
    session.delete(found)
    _write_down(session, actor, "account.factor_remove", today)


def renew_paper_codes(session: Session, actor: Actor, *, today: date) -> list[str]:
    """New paper codes; the old ones open nothing any more."""
    actor.require_second_factor()
    codes = _make_codes(session, get_account(session, actor.account_id))
    _write_down(session, actor, "account.paper_codes", today)
    return codes


def reset_factors(session: Session, actor: Actor, account: Account, *, today: date) -> None:
    """For one who lost theirs: the next sign-in leads to a new one. Somebody else must do it."""
    actor.require(Permission.ACCOUNT_EDIT)
    if account.id == actor.account_id:
        raise IllegalMove("second_factor.not_your_own")
    start_again(session, account, by=Role.ADMINISTRATOR.value, today=today)


def start_again(session: Session, account: Account, *, by: str, today: date) -> None:
    """The same for a command, which has no actor."""
    if not account.is_active:
        raise IllegalMove("account.already_ended")
    forget_factors(session, account)
    close_sessions(session, account)
    append(session, account_leaf("account.factor_reset", account, None, by, today))


def forget_factors(session: Session, account: Account) -> None:
    """Delete every factor and paper code of an account."""
    for table in (AuthenticatorApp, StoredPasskey, PaperCode):
        session.execute(delete(table).where(table.account_id == account.id))


def _added(session: Session, actor: Actor, *, is_first: bool, today: date) -> list[str]:
    codes = _make_codes(session, get_account(session, actor.account_id)) if is_first else []
    _write_down(session, actor, "account.factor_add", today)
    return codes


def _make_codes(session: Session, account: Account) -> list[str]:
    session.execute(delete(PaperCode).where(PaperCode.account_id == account.id))
    codes = new_paper_codes()
    for code in codes:
        hashed = paper_code_hash(code, public=account.public_key)
        session.add(PaperCode(hash=hashed, account_id=account.id))
    return codes


def _write_down(session: Session, actor: Actor, act: str, today: date) -> None:
    account = get_account(session, actor.account_id)
    by = sorted(actor.roles)[0].value
    append(session, account_leaf(act, account, None, by, today))


def _as_bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
