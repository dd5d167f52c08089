"""Care, for tests: the safety queue, what is about staff, and what came in a flood."""

import httpx
from sqlalchemy import select, update
from starlette.testclient import TestClient

from app.domain.lifecycles import SafeCopyState
from app.domain.word_use import WordUse
from app.models.care import SafetyItem, StaffHandover
from app.models.feedback import Thread
from app.models.people import Account
from app.rooms.feedback.threads import get_thread_by_ref
from tests.support.organisation import World
from tests.support.screening import hidden_fields, looked_at, person_says, press
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak

STAFF = "The man at the door was rough with me"
COPY = "Somebody says a member of staff was rough at the door QUINCE"
ALERT: dict[str, str | list[str]] = {
    "kind": "bad_batch",
    "language": "en",
    "title": "Blue pills are stronger than they look",
    "body": "Go slow, use with somebody, have naloxone near.",
    "ends_on": "2026-11-30",
    "check": ["names_nobody", "hides_speaker", "says_less"],
}


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


def about_staff(world: World, *, word_use: WordUse = WordUse.PARAPHRASE, agrees: bool = True) -> Voice:
    """Said about staff and looked at by the outside reader, with the safe copy that its person sees."""
    voice = speak(world, STAFF, is_about_staff=True, word_use=word_use)
    outside = signed_in(world, "outside")
    looked_at(outside, voice)
    if word_use is not WordUse.COUNT:
        assert press(outside, voice, "screen", act="show", copy=COPY).status_code == 303
        if agrees:
            person_says(world, voice, SafeCopyState.AGREED)
    return voice


def handed_over(world: World, voice: Voice) -> str:
    """Handed to the director; the reference that leadership sees."""
    to = {"to": [account_id(world, "director")]}
    outside = signed_in(world, "outside")
    assert desk_post(outside, f"/desk/feedback/{voice.ref}/leadership", {**to}).status_code == 303
    with world.database.read() as session:
        thread = select(Thread.id).where(Thread.ref == voice.ref).scalar_subquery()
        return session.scalars(select(StaffHandover.ref).where(StaffHandover.thread_id == thread)).one()


def in_a_flood(world: World, count: int) -> None:
    """So many voices that wait outside the inbox."""
    refs = [speak(world, f"The {number}th line of a flood.").ref for number in range(count)]
    with world.database.write() as session:
        session.execute(update(Thread).where(Thread.ref.in_(refs)).values(flood_state="waiting"))
