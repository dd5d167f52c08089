"""Words about danger on arrival: help before the thanks, a level and a slot in clear, nothing else."""

import re
from datetime import UTC, datetime

from starlette.testclient import TestClient

from app.domain.feedback_kinds import Kind
from app.domain.safety import slot_of
from app.models.people import Circle
from tests.support.care import item_of
from tests.support.organisation import World
from tests.support.participant import Participant, token_on
from tests.support.voices import speak, thread_of

DANGER = "I want to kill myself tonight, thank you for the coffee"


def circle_name(world: World, circle_id: int) -> str:
    with world.database.read() as session:
        return session.get_one(Circle, circle_id).name


def test_help_stands_before_the_code_and_says_that_nobody_can_come(world: World, client: TestClient) -> None:
    page = Participant(client).say(DANGER).text
    assert page.index('id="care"') < page.index('id="receipt-code"')
    assert 'href="tel:911"' in page.partition('id="receipt-code"')[0]
    assert "So nobody can come to you because of what you wrote." in page


def test_the_same_form_shows_the_help_again(world: World, client: TestClient) -> None:
    person = Participant(client)
    token = token_on(person.form())
    first = person.say(DANGER, token=token)
    second = person.say(DANGER, token=token)
    assert first.status_code == 201
    assert second.status_code == 200
    assert 'id="care"' in second.text


def test_the_persons_own_tick_is_enough(world: World, client: TestClient) -> None:
    assert 'id="care"' in Participant(client).say("Please read this soon.", danger="yes").text
    assert 'id="care"' not in Participant(client).say("Please read this soon.").text


def test_danger_is_never_refused_and_reported_by_nobody(world: World, client: TestClient) -> None:
    assert Participant(client).say(DANGER).status_code == 201


def test_only_level_and_slot_stand_in_clear(world: World) -> None:
    world.now = datetime(2026, 11, 23, 15, 47, 31, tzinfo=UTC)
    voice = speak(world, "My boyfriend beat me up again, ZEBRAWORD")
    item = item_of(world, voice)
    assert item is not None
    assert item.slot_at == datetime(2026, 11, 23, 12, 0, tzinfo=UTC) == slot_of(world.now)
    assert thread_of(world, voice).safety_level == "danger"
    assert item.sealed_findings is not None
    assert b"beat" not in item.sealed_findings
    assert item.first_look is None


def test_calm_words_wait_in_no_queue(world: World) -> None:
    voice = speak(world, "I am dying for a coffee")
    assert item_of(world, voice) is None
    assert thread_of(world, voice).safety_level == "none"


def test_a_warning_waits_in_the_queue_though_nobody_is_in_danger(world: World) -> None:
    voice = speak(world, "Pills from the blue bag are not what they say.", kind=Kind.WARNING)
    assert item_of(world, voice) is not None
    assert thread_of(world, voice).safety_level == "none"


def test_harm_by_staff_goes_to_the_outside_reader_without_a_tick(world: World) -> None:
    voice = speak(world, "Your security guard punched me")
    thread = thread_of(world, voice)
    assert circle_name(world, thread.circle_id) == "outside"
    assert thread.is_about_staff


def test_danger_written_later_comes_to_the_queue_too(world: World, client: TestClient) -> None:
    voice = speak(world, "The van came late.")
    page = Participant(client).open(voice.code, reply="I overdosed last night and nobody came").text
    assert 'id="care"' in page
    assert item_of(world, voice) is not None
    assert thread_of(world, voice).safety_level == "danger"


def test_the_form_has_the_tick_and_says_what_it_cannot_do(world: World, client: TestClient) -> None:
    page = client.get("/say").text
    assert re.search(r'name="danger" value="yes"', page)
    assert "We cannot send anybody" in page
