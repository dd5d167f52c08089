"""Accounts, circles and sessions: who may come in, and with which keys."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.sessions import SessionStage
from app.domain.weeks import Week
from app.models.notices import NoticeAddress
from app.models.people import Account, Circle, CircleGrant, RoleGrant, StaffSession
from app.rooms.accounts.circles import (
    CircleName,
    circles_of,
    grant_circle,
    list_circles,
    note_outside_reader,
    open_memberless_circles,
)
from app.rooms.accounts.rotation_requests import take_keys_away
from app.rooms.ledger.actions import append
from app.vault.accounts import WrappedAccount
from app.vault.circles import open_grant
from app.web.actors import Actor
from app.web.sessions import CIRCLE_PREFIX, open_session

NAME_LONGEST = 40
HIGHEST_ID = 2**31


@dataclass(frozen=True)
class NewAccount:
    """What an administrator says of someone; ``wrapped`` is made from the passphrase beforehand."""

    name: str
    display_name: str
    public_title: str
    roles: frozenset[Role]
    wrapped: WrappedAccount = field(repr=False)


def add_account(
    session: Session, new: NewAccount, *, circle_keys: dict[int, bytes], by: str, today: date
) -> Account:
    """Store the account and grant it every circle of its roles whose key is at hand; others wait.

    Raises ``InvalidInput`` for a name that is taken or cannot be one.
    """
    _check_name(session, new.name)
    account = Account(
        name=new.name,
        display_name=new.display_name,
        public_title=new.public_title,
        salt=new.wrapped.salt,
        public_key=new.wrapped.public,
        wrapped_private_key=new.wrapped.wrapped_private,
        added_on=today,
    )
    session.add(account)
    session.flush()
    session.add_all(RoleGrant(account_id=account.id, role=role.value) for role in sorted(new.roles))
    _let_into_circles(session, account, roles=new.roles, circle_keys=circle_keys, today=today)
    roles = [role.value for role in sorted(new.roles)]
    append(session, account_leaf("account.add", account, "active", by, today, roles=roles))
    return account


def add_person(session: Session, actor: Actor, new: NewAccount, *, today: date) -> Account:
    """An account made by an administrator, who gives the keys that they hold themselves."""
    actor.require(Permission.ACCOUNT_EDIT)
    if not new.roles:
        raise InvalidInput("account.needs_a_role", field="roles")
    by = Role.ADMINISTRATOR.value
    return add_account(session, new, circle_keys=actor.circle_keys, by=by, today=today)


def grant_what_is_at_hand(
    session: Session, account: Account, *, roles: frozenset[Role], circle_keys: dict[int, bytes]
) -> None:
    """Grant the circles of these roles whose private key is at hand and that are not granted yet."""
    wanted = circles_of(roles)
    for circle in list_circles(session):
        held = session.get(CircleGrant, (circle.id, account.id))
        if CircleName(circle.name) in wanted and held is None and circle.id in circle_keys:
            grant_circle(session, circle, account, private=circle_keys[circle.id])


def change_roles(
    session: Session, actor: Actor, account: Account, *, roles: frozenset[Role], today: date
) -> None:
    """Give the account exactly these roles. Other circles are taken away, with the sessions."""
    actor.require(Permission.ACCOUNT_EDIT)
    if not roles:
        raise InvalidInput("account.needs_a_role", field="roles")
    _keep_an_administrator(session, account, roles)
    session.execute(delete(RoleGrant).where(RoleGrant.account_id == account.id))
    session.add_all(RoleGrant(account_id=account.id, role=role.value) for role in sorted(roles))
    take_keys_away(session, account, but=circles_of(roles), today=today)
    close_sessions(session, account)
    _let_into_circles(session, account, roles=roles, circle_keys=actor.circle_keys, today=today)
    names = [role.value for role in sorted(roles)]
    append(session, account_leaf("account.roles", account, "active", "administrator", today, roles=names))


def revoke_account(session: Session, actor: Actor, account: Account, *, today: date) -> None:
    """No more sign-in, session or grant. ``IllegalMove`` for the last administrator."""
    actor.require(Permission.ACCOUNT_EDIT)
    end_account(session, account, by=Role.ADMINISTRATOR.value, today=today)


def end_account(session: Session, account: Account, *, by: str, today: date) -> None:
    """The same for a command, which has no actor."""
    if not account.is_active:
        raise IllegalMove("account.already_ended")
    _keep_an_administrator(session, account, frozenset())
    account.is_active = False
    take_keys_away(session, account, but=(), today=today)
    close_sessions(session, account)
    session.execute(delete(NoticeAddress).where(NoticeAddress.account_id == account.id))
    note_outside_reader(session)
    append(session, account_leaf("account.revoke", account, "revoked", by, today))


def close_sessions(session: Session, account: Account) -> None:
    """End every open session of the account."""
    session.execute(delete(StaffSession).where(StaffSession.account_id == account.id))


def sign_in(
    session: Session,
    account: Account,
    *,
    private_key: bytes,
    now: datetime,
    stage: SessionStage,
) -> str:
    """Open a session that holds the account's keys at this stage; returns the cookie's token."""
    keys = keys_at(session, account, private_key=private_key, stage=stage)
    return open_session(session, account, keys, stage=stage, now=now)


def keys_at(
    session: Session, account: Account, *, private_key: bytes, stage: SessionStage
) -> dict[str, bytes]:
    """What a session may hold: without a second factor only the desk's key, half way none of a circle."""
    keys = {"account": private_key}
    if stage is SessionStage.HALF:
        return keys
    grants = session.execute(
        select(CircleGrant, Circle).join(Circle).where(CircleGrant.account_id == account.id)
    )
    for grant, circle in grants:
        if stage is not SessionStage.STRONG and circle.name != CircleName.DESK.value:
            continue
        keys[f"{CIRCLE_PREFIX}{circle.id}"] = open_grant(
            private_key, grant.sealed_private_key, circle_public=circle.public_key
        )
    return keys


def get_account(session: Session, account_id: int) -> Account:
    """The account, else ``NotFound``."""
    account = session.get(Account, account_id) if account_id < HIGHEST_ID else None
    if account is None:
        raise NotFound("not_found")
    return account


def _let_into_circles(
    session: Session,
    account: Account,
    *,
    roles: frozenset[Role],
    circle_keys: dict[int, bytes],
    today: date,
) -> None:
    grant_what_is_at_hand(session, account, roles=roles, circle_keys=circle_keys)
    session.flush()
    open_memberless_circles(session, account, roles=roles, today=today)
    note_outside_reader(session)


def is_sign_in_name(name: str) -> bool:
    """True for small letters, numbers and hyphens, 40 at most."""
    is_plain = name.isascii() and name.replace("-", "").isalnum() and name == name.lower()
    return is_plain and len(name) <= NAME_LONGEST


def _check_name(session: Session, name: str) -> None:
    if not is_sign_in_name(name):
        raise InvalidInput("account.bad_name", field="name")
    if session.scalar(select(Account.id).where(Account.name == name)) is not None:
        raise InvalidInput("account.name_taken", field="name")


def _keep_an_administrator(session: Session, account: Account, roles: frozenset[Role]) -> None:
    if Role.ADMINISTRATOR in roles:
        return
    others = (
        select(Account.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.ADMINISTRATOR.value, Account.is_active, Account.id != account.id)
    )
    if session.scalar(others) is None:
        raise IllegalMove("account.last_administrator")


def account_leaf(
    act: str, account: Account, state: str | None, by: str, today: date, **facts: list[str]
) -> Leaf:
    """A leaf about an account: its number, never its name."""
    return Leaf(act, f"account:{account.id}", state, by, str(Week.of(today)), facts)
