"""The counts of voices are made once a month; the page says the same whether they were or not."""

import random
from datetime import date

from starlette.testclient import TestClient

from app.domain.public_numbers import last_week_counted
from app.models.numbers import VoiceSnapshot
from app.rooms.publishing.snapshots import from_json, get_voice_counts, keep_voice_counts, to_json
from app.rooms.publishing.voice_counts import count_voices
from tests.rooms.publishing.test_small_number_attack import organisation, replace_voices
from tests.support.organisation import World

LANGUAGES = ["en", "es"]


def test_the_page_says_the_same_before_and_after_the_snapshot(world: World, client: TestClient) -> None:
    replace_voices(world, organisation(random.Random(7)))  # noqa: S311  # dice, not keys
    before = client.get("/open-data/numbers.json").json()
    with world.database.write() as session:
        assert keep_voice_counts(session, languages=LANGUAGES, today=world.now.date())
        assert not keep_voice_counts(session, languages=LANGUAGES, today=world.now.date())
    assert client.get("/open-data/numbers.json").json() == before


def test_a_snapshot_is_read_until_the_month_or_the_languages_change(world: World) -> None:
    today = world.now.date()
    with world.database.write() as session:
        keep_voice_counts(session, languages=LANGUAGES, today=today)
    replace_voices(world, organisation(random.Random(8)))  # noqa: S311  # dice, not keys
    with world.database.read() as session:
        assert get_voice_counts(session, languages=LANGUAGES, today=today).total == 0
        assert get_voice_counts(session, languages=["en"], today=today).total > 0
        assert get_voice_counts(session, languages=LANGUAGES, today=date(2027, 1, 5)).total > 0


def test_a_snapshot_of_the_program_before_is_not_read(world: World, client: TestClient) -> None:
    before = f"{last_week_counted(world.now.date())} en,es"
    with world.database.write() as session:
        session.add(VoiceSnapshot(key=before, counts={"by_kind": []}))
    assert client.get("/numbers").status_code == 200


def test_counts_survive_being_written_and_read(world: World) -> None:
    replace_voices(world, organisation(random.Random(9)))  # noqa: S311  # dice, not keys
    with world.database.read() as session:
        counts = count_voices(session, languages=LANGUAGES, today=world.now.date())
    assert from_json(to_json(counts)) == counts
