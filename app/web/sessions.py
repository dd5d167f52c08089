"""Staff sessions: the cookie's token opens the row's keys; without the cookie the row opens nothing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.db import Database
from app.domain.permissions import Role, permissions_of, withheld_without_second_factor
from app.domain.sessions import (
    HALF_WAY_LASTS,
    IDLE,
    LONGEST,
    SessionStage,
    is_half_way_over,
    is_over,
    is_recent,
)
from app.models.people import Account, Circle, CircleGrant, RoleGrant, StaffSession
from app.settings import Settings
from app.vault import session_keys
from app.vault.boxes import CannotOpen
from app.vault.circles import open_grant
from app.web.actors import Actor
from app.web.requests import Now

SEEN_EVERY = timedelta(minutes=1)
CIRCLE_PREFIX = "circle:"
WITHOUT_SECOND_FACTOR = "desk"  # the one circle that a session without a second factor opens


class NotSignedIn(Exception):
    """No session, or one that has ended; the reader is sent to sign in."""


class ProveAgain(Exception):
    """What is asked for wants a younger proof of who this is; the reader is asked for it."""


@dataclass(frozen=True)
class OpenedRow:
    """A live session's row and the keys that the cookie's token opened."""

    row: StaffSession
    account: Account
    keys: dict[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class HalfWay:
    """Somebody whose passphrase was right and whose second factor is asked."""

    account_id: int
    token: str = field(repr=False)


def cookie_name(settings: Settings) -> str:
    """``__Host-`` wherever the cookie can be Secure."""
    return "__Host-session" if settings.is_secure else "session"


def set_cookie(response: Response, settings: Settings, token: str) -> None:
    """Give the browser the token; it lives as long as the browser's session, 12 hours at most."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="strict",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the token away again and ask the browser to forget what it kept."""
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.is_secure, httponly=True, samesite="strict"
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def open_session(
    session: Session, account: Account, keys: dict[str, bytes], *, stage: SessionStage, now: datetime
) -> str:
    """Store a session row and return its token, which is not stored."""
    token = session_keys.new_token()
    session.add(
        StaffSession(
            lookup=session_keys.lookup_hash(token),
            account_id=account.id,
            wrapped_keys=session_keys.wrap_keys(token, keys),
            made_at=now,
            seen_at=now,
            stage=stage.value,
            proved_at=now,
        )
    )
    return token


def replace_session(
    session: Session, token: str, keys: dict[str, bytes], *, stage: SessionStage, now: datetime
) -> str:
    """The same session under a new token, proved now; ``NotSignedIn`` when the old one is gone already.

    Of two requests that come with the same token, one gets the new one. Twelve hours still count from the
    first sign-in.
    """
    old = delete(StaffSession).where(StaffSession.lookup == session_keys.lookup_hash(token))
    gone = session.execute(old.returning(StaffSession.account_id, StaffSession.made_at)).first()
    if gone is None:
        raise NotSignedIn
    account = session.get_one(Account, gone.account_id)
    fresh = open_session(session, account, keys, stage=stage, now=now)
    session.flush()
    row = session.get_one(StaffSession, session_keys.lookup_hash(fresh))
    row.made_at = gone.made_at
    return fresh


def close_session(session: Session, token: str) -> None:
    """Delete the row; its keys are gone with it."""
    session.execute(delete(StaffSession).where(StaffSession.lookup == session_keys.lookup_hash(token)))


def delete_lapsed_sessions(session: Session, now: datetime) -> int:
    """Delete what is idle, too old, or waited too long for its second factor; returns how many."""
    lapsed = (StaffSession.seen_at < now - IDLE) | (StaffSession.made_at < now - LONGEST)
    half = (StaffSession.stage == SessionStage.HALF.value) & (StaffSession.made_at < now - HALF_WAY_LASTS)
    gone = session.execute(delete(StaffSession).where(lapsed | half).returning(StaffSession.lookup)).all()
    return len(gone)


def open_row(session: Session, token: str, now: datetime) -> OpenedRow | None:
    """A live session of an active account, whatever its stage, or None."""
    row = session.get(StaffSession, session_keys.lookup_hash(token))
    if row is None or is_over(made_at=row.made_at, seen_at=row.seen_at, now=now):
        return None
    if row.stage == SessionStage.HALF.value and is_half_way_over(made_at=row.made_at, now=now):
        return None
    account = session.get(Account, row.account_id)
    if account is None or not account.is_active:
        return None
    try:
        keys = session_keys.unwrap_keys(token, row.wrapped_keys)
    except CannotOpen:
        return None
    return OpenedRow(row, account, keys)


def find_actor(session: Session, token: str, now: datetime) -> tuple[Actor, datetime] | None:
    """The actor of a live session and when it was last seen; None also while its second factor is asked."""
    opened = open_row(session, token, now)
    if opened is None or opened.row.stage == SessionStage.HALF.value:
        return None
    grants = session.scalars(select(RoleGrant.role).where(RoleGrant.account_id == opened.account.id))
    keys = _circle_keys(session, opened)
    return _actor(opened, frozenset(Role(role) for role in grants), keys, token), opened.row.seen_at


def _circle_keys(session: Session, opened: OpenedRow) -> dict[int, bytes]:
    """The keys of the circles that the account is in now: given without a new sign-in, taken away at once."""
    mine = select(CircleGrant, Circle).join(Circle).where(CircleGrant.account_id == opened.account.id)
    if opened.row.stage != SessionStage.STRONG.value:
        mine = mine.where(Circle.name == WITHOUT_SECOND_FACTOR)
    found = {}
    for grant, circle in session.execute(mine):
        held = opened.keys.get(f"{CIRCLE_PREFIX}{circle.id}")
        found[circle.id] = held or open_grant(
            opened.keys["account"], grant.sealed_private_key, circle_public=circle.public_key
        )
    return found


def _actor(opened: OpenedRow, roles: frozenset[Role], circle_keys: dict[int, bytes], token: str) -> Actor:
    account, keys = opened.account, opened.keys
    is_strong = opened.row.stage == SessionStage.STRONG.value
    permissions = permissions_of(roles)
    withheld = frozenset() if is_strong else withheld_without_second_factor(permissions)
    return Actor(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        public_title=account.public_title,
        roles=roles,
        permissions=permissions - withheld,
        circle_keys=circle_keys,
        private_key=keys.get("account", b""),
        csrf_token=session_keys.csrf_token(token),
        withheld=withheld,
        is_strong=is_strong,
        proved_at=opened.row.proved_at,
    )


def token_of(request: Request) -> str | None:
    """The session cookie's token, if there is one."""
    return request.cookies.get(cookie_name(request.app.state.settings))


def signed_in(request: Request, now: Now) -> Actor:
    """The actor of this request, else ``NotSignedIn``. Polling requests do not keep a session alive."""
    token = token_of(request)
    database: Database = request.app.state.database
    if not token:
        raise NotSignedIn
    with database.read() as session:
        found = find_actor(session, token, now)
    if found is None:
        raise NotSignedIn
    actor, seen_at = found
    if now - seen_at >= SEEN_EVERY and request.headers.get("hx-trigger-kind") != "poll":
        with database.write() as session:
            row = StaffSession.lookup == session_keys.lookup_hash(token)
            session.execute(update(StaffSession).where(row).values(seen_at=now))
    request.state.actor = actor
    return actor


SignedIn = Annotated[Actor, Depends(signed_in)]


def session_token(request: Request) -> str:
    """The token of this request's cookie, else ``NotSignedIn``; it may open nothing."""
    token = token_of(request)
    if not token:
        raise NotSignedIn
    return token


SessionToken = Annotated[str, Depends(session_token)]


def half_signed_in(request: Request, token: SessionToken, now: Now) -> HalfWay:
    """Who is half way in, else ``NotSignedIn``."""
    database: Database = request.app.state.database
    with database.read() as session:
        opened = open_row(session, token, now)
        if opened is None or opened.row.stage != SessionStage.HALF.value:
            raise NotSignedIn
        return HalfWay(opened.account.id, token)


HalfSignedIn = Annotated[HalfWay, Depends(half_signed_in)]


def require_recent(request: Request, actor: SignedIn, now: Now) -> Actor:
    """The actor, else ``ProveAgain`` when they last showed who they are too long ago.

    For keys, recovery, backups, new passphrases, people, vote cards, counting, the rota, and
    where letters go.
    """
    if not proved_recently(request, actor, now):
        raise ProveAgain
    return actor


def proved_recently(request: Request, actor: Actor, now: datetime) -> bool:
    """For templates: whether ``RecentlyProved`` would let them pass. The demonstration never asks."""
    if request.app.state.settings.demonstration:
        return True
    return actor.proved_at is not None and is_recent(actor.proved_at, now)


RecentlyProved = Annotated[Actor, Depends(require_recent)]
