"""The same form twice, or ten times at once: one entry, one code, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models.feedback import FormUse, Receipt, ReshowKey, Thread
from app.rooms.feedback.reshow import rotate_reshow_keys
from app.settings import Settings
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of, token_on, typed_in
from tests.support.server import served

WORDS = "The bathroom lock is broken."


@pytest.fixture
def person(world: World) -> Participant:
    return Participant(world.browser())


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_same_form_again_shows_the_same_code_and_stores_nothing(
    world: World, person: Participant
) -> None:
    token = token_on(person.form())
    first = person.say(WORDS, token=token, kind="concern")
    again = person.say(WORDS, token=token, kind="concern")
    assert (first.status_code, again.status_code) == (201, 200)
    assert code_on(first) == code_on(again)
    assert count(world.database, Thread) == count(world.database, Receipt) == 1


def test_the_same_form_in_the_next_ten_minutes_still_shows_its_code(
    world: World, person: Participant
) -> None:
    token = token_on(person.form())
    first = person.say(WORDS, token=token)
    world.pass_time(minutes=10)
    person.say("Somebody else in the next slot.")
    assert code_on(person.say(WORDS, token=token)) == code_on(first)


def test_the_same_form_with_other_words_is_a_new_voice_with_a_new_code(
    world: World, person: Participant
) -> None:
    token = token_on(person.form())
    codes = {code_on(person.say(words, token=token)) for words in (WORDS, WORDS + "!")}
    assert len(codes) == 2
    assert count(world.database, Thread) == 2


@pytest.mark.parametrize("hours", [1, 60])
def test_when_the_key_is_gone_the_same_form_is_answered_without_a_code(
    world: World, person: Participant, hours: int
) -> None:
    token = token_on(person.form())
    person.say(WORDS, token=token)
    world.pass_time(hours=hours)
    person.say("Somebody else, so that the keys turn over.")
    answer = person.say(WORDS, token=token)
    assert answer.status_code == 200
    assert "We already have this" in text_of(answer)
    assert "receipt-code" not in answer.text
    assert count(world.database, Thread) == 2


def test_keys_older_than_the_slot_before_are_deleted(world: World, person: Participant) -> None:
    person.say(WORDS)
    world.pass_time(minutes=10)
    person.say(WORDS)
    assert count(world.database, ReshowKey) == 2
    world.pass_time(minutes=10)
    with world.database.write() as session:
        assert rotate_reshow_keys(session, world.now) == 1
    world.pass_time(hours=1)
    with world.database.write() as session:
        assert rotate_reshow_keys(session, world.now) == 1
    assert count(world.database, ReshowKey) == 0


def test_a_voice_that_came_in_anew_is_never_given_the_code_of_a_dead_key(
    world: World, person: Participant
) -> None:
    token = token_on(person.form())
    person.say(WORDS, token=token)
    world.pass_time(hours=2)
    with world.database.write() as session:
        rotate_reshow_keys(session, world.now)
    person.say("The first voice of a new slot makes a new key.")
    assert "receipt-code" not in person.say(WORDS, token=token).text


def test_ten_identical_forms_at_once_are_one_voice_with_one_code(
    settings: Settings, database: Database
) -> None:
    with served(settings) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        token = token_on(client.get("/say"))

        def send(_: int) -> httpx.Response:
            return client.post("/say", data={"message": WORDS, "token": token})

        with ThreadPoolExecutor(10) as crowd:
            answers = list(crowd.map(send, range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({code_on(answer) for answer in answers}) == 1
    assert count(database, Thread) == count(database, FormUse) == 1


@pytest.mark.postgresql_is_long
def test_fifty_voices_at_once_are_fifty_voices_each_with_its_own_code(
    settings: Settings, database: Database
) -> None:
    with served(settings, SAYSO_TEST_COST="full") as server:

        def speak(number: int) -> tuple[str, str]:
            with httpx.Client(base_url=server.address, timeout=60) as client:
                person = Participant(client)
                said = person.say(f"Voice number {number}.", keep_words="yes")
                assert said.status_code == 201
                return code_on(said), person.open(code_on(said)).text

        with ThreadPoolExecutor(50) as crowd:
            pages = dict(crowd.map(speak, range(50)))
        assert "fault" not in server.log.read_text()
    assert len(pages) == 50
    shown = sorted(number for page in pages.values() for number in range(50) if f"number {number}." in page)
    assert shown == list(range(50))
    assert count(database, Thread) == count(database, Receipt) == 50


def test_when_too_many_come_at_once_the_form_comes_back_with_its_words(
    settings: Settings, database: Database
) -> None:
    crowd = 30
    ready = Barrier(crowd)
    with served(settings, SAYSO_TEST_COST="full", SAYSO_ARGON_QUEUE="1") as server:
        with httpx.Client(base_url=server.address, timeout=60) as client:
            tokens = [token_on(client.get("/say")) for _ in range(crowd)]

        def send(number: int) -> httpx.Response:
            ready.wait()
            sent = {"message": f"Voice number {number}.", "token": tokens[number], "kind": "praise"}
            return httpx.post(f"{server.address}/say", data=sent, timeout=60)

        with ThreadPoolExecutor(crowd) as people:
            answers = list(people.map(send, range(crowd)))
    refused = [(number, answer) for number, answer in enumerate(answers) if answer.status_code == 429]
    assert {answer.status_code for answer in answers} == {201, 429}
    for number, answer in refused:
        assert typed_in(answer, "message").strip() == f"Voice number {number}."
        assert 'value="praise" checked' in answer.text
        assert "Many people are here right now." in text_of(answer)
    assert count(database, Thread) == crowd - len(refused)
