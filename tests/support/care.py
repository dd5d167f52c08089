"""The safety queue, for tests: its rows, and pressing its buttons."""

import httpx
from sqlalchemy import select
from starlette.testclient import TestClient

from app.models.care import SafetyItem
from app.models.people import Account
from app.rooms.feedback.threads import get_thread_by_ref
from tests.support.organisation import World
from tests.support.screening import hidden_fields
from tests.support.sign_in import desk_post
from tests.support.voices import Voice


def account_id(world: World, name: str) -> str:
    """As forms send it."""
    with world.database.read() as session:
        return str(session.scalars(select(Account.id).where(Account.name == name)).one())


def item_of(world: World, voice: Voice) -> SafetyItem | None:
    """The voice's entry as it stands, or None."""
    with world.database.read() as session:
        return session.get(SafetyItem, get_thread_by_ref(session, voice.ref).id)


def press_safety(client: TestClient, voice: Voice, act: str, /, **fields: str) -> httpx.Response:
    """Send a form of the entry's page: ``look``, ``decide``, ``hand-over``, ``clear`` or ``give``."""
    here = f"/desk/safety/{voice.ref}"
    typed: dict[str, str | list[str]] = {**hidden_fields(client.get(here).text, f"{here}/{act}"), **fields}
    return desk_post(client, f"{here}/{act}", typed)
