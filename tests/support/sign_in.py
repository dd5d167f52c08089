"""Signing in for tests: a session of a person, and posts that carry its token."""

import httpx
from starlette.testclient import TestClient

from app.domain.sessions import SessionStage
from app.rooms.accounts.actions import sign_in
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.vault.accounts import unwrap
from app.vault.session_keys import csrf_token
from app.web.actors import Actor
from app.web.sessions import cookie_name, find_actor
from tests.support.organisation import CHEAP, PASSPHRASE, World

__all__ = ["actor_of", "at_the_door", "desk_post", "signed_in", "token_of"]


def token_of(world: World, name: str, *, stage: SessionStage = SessionStage.STRONG) -> str:
    """Open a session of this person, as after a second factor, and return its token."""
    with world.database.write() as session:
        account = find_account_by_name(session, name)
        assert account is not None
        private = unwrap(wrapped_of(account), PASSPHRASE, cost=CHEAP)
        return sign_in(session, account, private_key=private, now=world.now, stage=stage)


def actor_of(world: World, name: str, *, stage: SessionStage = SessionStage.STRONG) -> Actor:
    """This person as actions see them, with the circle keys of an open session."""
    token = token_of(world, name, stage=stage)
    with world.database.read() as session:
        found = find_actor(session, token, world.now)
    assert found is not None
    return found[0]


def signed_in(
    world: World, name: str, *, script: bool = False, stage: SessionStage = SessionStage.STRONG
) -> TestClient:
    """A browser in which this person is signed in."""
    client = world.browser(script=script)
    client.cookies.set(cookie_name(world.settings), token_of(world, name, stage=stage))
    return client


def at_the_door(world: World) -> TestClient:
    """A browser over https, which keeps and sends the cookies that it is given."""
    client = world.browser()
    client.base_url = "https://testserver"
    return client


def desk_post(
    client: TestClient, path: str, data: dict[str, str | list[str]] | None = None
) -> httpx.Response:
    """Send a workspace form with its session's token."""
    token = next(value for name, value in client.cookies.items() if name.endswith("session"))
    return client.post(path, data={**(data or {}), "csrf": csrf_token(token)})
