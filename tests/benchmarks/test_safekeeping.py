"""How long scrubbing and a change of keys take: figures for docs/performance.md, asserted nowhere."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.models.feedback import Message, Thread
from app.models.people import Circle
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName
from app.rooms.safekeeping.rotation import begin_rotation, go_on
from app.scrubbing import scrub
from app.vault.thread_keys import new_thread_keys
from tests.support.organisation import World
from tests.support.sign_in import actor_of

pytestmark = pytest.mark.bench
VOICES = 10_000


def fill(world: World) -> None:
    """Voices with one message each, sealed as they are, with one pair of keys for all to be quick."""
    with world.database.write() as session:
        circle = session.scalars(select(Circle).where(Circle.name == "stewards")).one()
        keys = new_thread_keys(circle.public_key, circle.public_key, show_words=True)
        threads = [
            Thread(
                ref=f"F-{number:06}",
                week="2026-W40",
                last_week="2026-W40",
                channel="web",
                language="en",
                kind="concern",
                word_use="paraphrase",
                is_about_staff=False,
                asks_board=False,
                state="received",
                circle_id=circle.id,
                words_public_key=keys.words_public,
                words_for_circle=keys.words_for_circle,
                words_for_receipt=keys.words_for_receipt,
                reply_public_key=keys.reply_public,
                reply_for_circle=keys.reply_for_circle,
                reply_for_receipt=keys.reply_for_receipt,
            )
            for number in range(VOICES)
        ]
        session.add_all(threads)
        session.flush()
        session.add_all(
            Message(thread_id=one.id, number=1, author="participant", week="2026-W40", sealed=bytes(1072))
            for one in threads
        )


def timed(name: str, world: World, act: Callable[[], object]) -> None:
    """Print how long it took."""
    begun = time.perf_counter()
    act()
    backend = "SQLite" if world.database.is_sqlite else "PostgreSQL"
    print(f"\n{name}, {VOICES} voices, {backend}: {time.perf_counter() - begun:.1f} s")


def test_scrubbing_and_a_change_of_the_stewards_key(world: World) -> None:
    fill(world)
    timed("scrub", world, lambda: scrub(world.database))
    actor, today = actor_of(world, "steward"), world.now.date()
    with world.database.write() as session:
        rotation_id = begin_rotation(session, actor, CircleName.STEWARDS, today=today).id
    actor = actor_of(world, "steward")

    def change() -> None:
        is_more = True
        while is_more:
            with world.database.write() as session:
                is_more = go_on(session, actor, session.get_one(Rotation, rotation_id), today=today)

    timed("change of a key", world, change)
    with world.database.read() as session:
        newest = session.scalars(select(func.max(Circle.id))).one()
        moved = select(func.count()).select_from(Thread).where(Thread.circle_id == newest)
        assert session.scalar(moved) == VOICES
