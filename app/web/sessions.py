"""Staff sessions: the cookie's token opens the row's keys; without the cookie the row opens nothing."""

import hmac
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.db import Database
from app.domain.permissions import Role, permissions_of
from app.models.people import Account, RoleGrant, StaffSession
from app.settings import Settings
from app.vault import session_keys
from app.vault.boxes import CannotOpen
from app.web.actors import Actor
from app.web.forms import read_fields
from app.web.requests import Now

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
CIRCLE_PREFIX = "circle:"


class NotSignedIn(Exception):
    """No session, or one that has ended; the reader is sent to sign in."""


class ForgedRequest(Exception):
    """A form of ours was not what sent this: its token or its Origin is wrong."""


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
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


def open_session(session: Session, account: Account, keys: dict[str, bytes], *, now: datetime) -> str:
    """Store a session row and return its token, which is not stored."""
    token = session_keys.new_token()
    session.add(
        StaffSession(
            lookup=session_keys.lookup_hash(token),
            account_id=account.id,
            wrapped_keys=session_keys.wrap_keys(token, keys),
            made_at=now,
            seen_at=now,
        )
    )
    return token


def close_session(session: Session, token: str) -> None:
    """Delete the row; its keys are gone with it."""
    session.execute(delete(StaffSession).where(StaffSession.lookup == session_keys.lookup_hash(token)))


def delete_lapsed_sessions(session: Session, now: datetime) -> int:
    """Delete what is idle or too old; returns how many."""
    lapsed = (StaffSession.seen_at < now - IDLE) | (StaffSession.made_at < now - LONGEST)
    gone = session.execute(delete(StaffSession).where(lapsed).returning(StaffSession.lookup)).all()
    return len(gone)


def find_actor(session: Session, token: str, now: datetime) -> tuple[Actor, datetime] | None:
    """The actor of a live session and when it was last seen, or None."""
    row = session.get(StaffSession, session_keys.lookup_hash(token))
    if row is None or row.seen_at < now - IDLE or row.made_at < now - LONGEST:
        return None
    account = session.get(Account, row.account_id)
    if account is None or not account.is_active:
        return None
    try:
        keys = session_keys.unwrap_keys(token, row.wrapped_keys)
    except CannotOpen:
        return None
    grants = session.scalars(select(RoleGrant.role).where(RoleGrant.account_id == account.id))
    return _actor(account, frozenset(Role(role) for role in grants), keys, token), row.seen_at


def _actor(account: Account, roles: frozenset[Role], keys: dict[str, bytes], token: str) -> Actor:
    return Actor(
        account_id=account.id,
        name=account.name,
        display_name=account.display_name,
        public_title=account.public_title,
        roles=roles,
        permissions=permissions_of(roles),
        circle_keys={
            int(name.removeprefix(CIRCLE_PREFIX)): key
            for name, key in keys.items()
            if name.startswith(CIRCLE_PREFIX)
        },
        private_key=keys.get("account", b""),
        csrf_token=session_keys.csrf_token(token),
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


def origin_is_ours(request: Request) -> bool:
    """True when the browser says nothing of the origin, or names ours."""
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return request.headers.get("sec-fetch-site") in (None, "same-origin", "none")
    ours = urlsplit(request.app.state.settings.effective_base_url)
    theirs = urlsplit(origin)
    return (theirs.scheme, theirs.netloc) == (
        ours.scheme,
        ours.netloc,
    ) or theirs.netloc == request.headers.get("host")


async def csrf_checked(request: Request) -> None:
    """Every unsafe request of the workspace carries its session's token and comes from our origin."""
    if request.method in ("GET", "HEAD"):
        return
    token = token_of(request)
    if not token:
        raise NotSignedIn
    given = (await read_fields(request)).get("csrf", [""])[0]
    expected = session_keys.csrf_token(token)
    if not origin_is_ours(request) or not hmac.compare_digest(given.encode(), expected.encode()):
        raise ForgedRequest
