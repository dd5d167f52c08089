"""The raid after erasing and after a change of keys: not only words are gone, but what was sealed as well."""

import random
import time
from collections.abc import Iterable

import pytest
from sqlalchemy import select, text

from app.db import Database
from app.domain.retention import Erasure
from app.models.feedback import Message
from app.rooms.accounts.circles import CircleName
from app.rooms.feedback.erasing import erase_words
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.safekeeping.rotation import begin_rotation, get_rotation, go_on
from app.rooms.safekeeping.sealed_things import SEALED_THINGS
from app.web.scrub_requests import scrub_now
from tests.support.answers import heard
from tests.support.organisation import World
from tests.support.raid import Hit, raid
from tests.support.sealed import keys_held_by, seal_one_of_each
from tests.support.sign_in import actor_of
from tests.support.voices import Voice, speak

# Words that nobody has, all beginning alike: where the beginning is not found, none of them is.
BEGINNING = "zqkestrelnoun"
MADE_UP = [BEGINNING + "".join(random.Random(number).choices("bdfgklmnprvz", k=9)) for number in range(200)]  # noqa: S311
# Enough for a page of its own and for the compression that PostgreSQL tries on long values.
LONG = 40


def files(hits: Iterable[Hit]) -> list[str]:
    """Where something was found."""
    return sorted({hit.file for hit in hits})


def planted(world: World) -> list[Voice]:
    """Two hundred made-up words, in voices short and long, in safe copies and in drafts."""
    voices = []
    for start in range(0, 200, 20):
        words = MADE_UP[start : start + 20]
        times = LONG if start % 40 else 1
        voices.append(heard(world, message=" ".join(words * times)[:4000], copy=" ".join(words)))
    return voices


def boxes_of(world: World, voice: Voice) -> list[bytes]:
    """Everything sealed of one voice, as it lies in the tables."""
    with world.database.read() as session:
        thread = get_thread_by_ref(session, voice.ref)
        sealed = list(session.scalars(select(Message.sealed).where(Message.thread_id == thread.id)))
        boxes = (thread.words_for_circle, thread.words_for_receipt, thread.reply_for_circle)
        return [box for box in (*boxes, *sealed) if box]


def analyse(world: World) -> None:
    """What PostgreSQL does by itself from time to time: it samples what stands in each column."""
    if not world.database.is_sqlite:
        with world.database.write() as session:
            session.execute(text("ANALYZE"))


def every_box(database: Database) -> list[bytes]:
    """Everything sealed to a circle."""
    with database.read() as session:
        return [
            box
            for thing in SEALED_THINGS
            for row in session.scalars(select(thing.model))
            for column in thing.boxes
            if (box := getattr(row, column))
        ]


def needles_of(boxes: Iterable[bytes]) -> list[bytes]:
    """A part of each box that is in one piece on its page, whatever page that is."""
    return [box[40:72] for box in boxes]


def test_of_two_hundred_words_none_is_in_any_file_before_or_after_erasing(world: World) -> None:
    begun = time.time() - 1
    voices = planted(world)
    erased, kept = voices[:5], voices[5:]
    of_erased = needles_of(box for voice in erased for box in boxes_of(world, voice))
    of_kept = needles_of(box for voice in kept for box in boxes_of(world, voice))
    assert raid(world.settings, [BEGINNING], since=begun) == []
    # The control: what is sealed is found, so the search looks into the files that hold it.
    assert files(raid(world.settings, of_erased, since=begun))
    analyse(world)
    with world.database.write() as session:
        for voice in erased:
            erase_words(session, get_thread_by_ref(session, voice.ref), because=Erasure.TIME)
    assert scrub_now(world.database, now=world.now).is_done
    assert raid(world.settings, of_erased, since=begun) == []
    assert {hit.word for hit in raid(world.settings, of_kept, since=begun)} == {repr(one) for one in of_kept}
    assert raid(world.settings, [BEGINNING], since=begun) == []


def test_after_a_change_of_keys_no_old_box_and_no_old_grant_is_in_any_file(world: World) -> None:
    begun = time.time() - 1
    for _ in range(5):
        seal_one_of_each(world)
    speak(world, is_about_staff=True)
    old = needles_of(every_box(world.database))
    assert len(raid(world.settings, old, since=begun)) >= len(old)
    for name, who in zip(CircleName, ("steward", "outside", "administrator"), strict=True):
        changed(world, name, by=who)
    assert scrub_now(world.database, now=world.now).is_done
    new = needles_of(every_box(world.database))
    assert raid(world.settings, old, since=begun) == []
    assert {hit.word for hit in raid(world.settings, new, since=begun)} == {repr(one) for one in new}
    keys = [private for private in keys_held_by(world, "steward", "outside").values()]
    assert raid(world.settings, keys, since=begun) == []


def changed(world: World, name: CircleName, *, by: str) -> None:
    """Change one key from beginning to end."""
    actor, today = actor_of(world, by), world.now.date()
    with world.database.write() as session:
        rotation_id = begin_rotation(session, actor, name, today=today).id
    actor = actor_of(world, by)
    while True:
        with world.database.write() as session:
            if not go_on(session, actor, get_rotation(session, rotation_id), today=today):
                return


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_clear_word_is_found_in_a_long_value_that_the_database_compressed(world: World) -> None:
    body = "The van came late again, and nobody told us why. " * 20 + MADE_UP[0] + " is a name. " * 400
    with world.database.write() as session:
        session.execute(text("CREATE TABLE trial (body TEXT)"))
        session.execute(text("INSERT INTO trial VALUES (:body)"), {"body": body})
    with world.database.read() as session:
        how = "SELECT pg_column_compression(body), pg_column_size(body) FROM trial"
        method, size = session.execute(text(how)).one()
    assert (method, size < 2000) == ("pglz", True)
    assert raid(world.settings, [BEGINNING])


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_what_is_sealed_is_never_compressed(world: World) -> None:
    """Sealed bytes look like noise: the search for boxes needs to look into no compressed value."""
    speak(world, "a" * 4000)
    with world.database.read() as session:
        compressed = session.execute(text("SELECT pg_column_compression(sealed) FROM message")).scalars()
        assert set(compressed) == {None}


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_the_database_samples_weeks_and_never_what_is_sealed(world: World) -> None:
    for _ in range(30):
        speak(world)
    analyse(world)
    with world.database.read() as session:
        sampled = set(
            session.execute(text("SELECT attname FROM pg_stats WHERE tablename = 'thread'")).scalars()
        )
    assert "week" in sampled
    assert not {"words_for_circle", "reply_for_receipt", "words_public_key"} & sampled
