"""Public warnings: written by a steward, checked, up until a day, on the ledger for good."""

import pytest
from starlette.testclient import TestClient

from app.domain.feedback_kinds import Kind
from app.models.care import Alert
from tests.pages.contract import parse
from tests.support.care import ALERT, press_safety
from tests.support.organisation import PEOPLE, World
from tests.support.participant import Participant, text_of
from tests.support.screening import leaves_about
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

Typed = dict[str, str | list[str]]
CHECKED = ["names_nobody", "hides_speaker", "says_less"]


def publish(world: World, **other: str | list[str]) -> int:
    return desk_post(signed_in(world, "steward"), "/desk/alerts/new", {**ALERT, **other}).status_code


def test_a_warning_is_public_the_same_day_and_leads_from_the_first_page(
    world: World, client: TestClient
) -> None:
    assert "Read what people should know" not in client.get("/").text
    assert publish(world) == 303
    for path in ("/alerts", "/alerts/print", "/feeds/alerts.atom"):
        assert "Blue pills are stronger" in client.get(path).text, path
    assert 'href="/alerts"' in client.get("/").text
    assert "1 warning is up" in client.get("/").text
    assert client.get("/feeds/alerts.atom").headers["content-type"].startswith("application/atom+xml")


def test_it_goes_away_after_its_last_day_and_stays_on_the_ledger(world: World, client: TestClient) -> None:
    publish(world)
    world.pass_time(days=7)
    assert "Blue pills" in client.get("/alerts").text
    world.pass_time(days=1)
    assert "Blue pills" not in client.get("/alerts").text
    assert "No warning is up today" in client.get("/alerts").text
    [leaf] = leaves_about(world, "alert:")
    assert (leaf.act, leaf.facts["kind"], leaf.facts["ends_on"]) == (
        "alert.publish",
        "bad_batch",
        "2026-11-30",
    )
    assert set(leaf.commitments) == {"words"}


def test_a_steward_ends_it_earlier(world: World, client: TestClient) -> None:
    publish(world)
    steward = signed_in(world, "steward")
    ref = leaves_about(world, "alert:")[0].subject.partition(":")[2]
    assert desk_post(steward, f"/desk/alerts/{ref}/end").status_code == 303
    assert "Blue pills" not in client.get("/alerts").text
    assert desk_post(steward, f"/desk/alerts/{ref}/end").status_code == 409
    assert desk_post(steward, "/desk/alerts/W-NOBODY/end").status_code == 404
    assert [leaf.act for leaf in leaves_about(world, "alert:")] == ["alert.publish", "alert.end"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"body": ""},
        {"kind": "gossip"},
        {"ends_on": "2026-11-22"},
        {"ends_on": "2027-11-22"},
        {"ends_on": "soon"},
        {"check": ["names_nobody"]},
        {"title": "x" * 101},
    ],
)
def test_what_is_not_ready_is_refused_and_kept(world: World, wrong: Typed) -> None:
    answer = desk_post(signed_in(world, "steward"), "/desk/alerts/new", {**ALERT, **wrong})
    assert answer.status_code == 422
    assert "Go slow" in answer.text or "body" in wrong
    assert not leaves_about(world, "alert:")


def test_what_points_to_a_person_is_shown_before_it_is_public(world: World, client: TestClient) -> None:
    body = "Grey car near 12 Oak Street. Ask Steward2."
    answer = desk_post(signed_in(world, "steward"), "/desk/alerts/new", {**ALERT, "body": body})
    assert answer.status_code == 422
    assert "12 Oak Street" in answer.text
    assert "[a member of staff]" in answer.text
    assert "Blue pills" not in client.get("/alerts").text
    assert publish(world, body=body, seen="yes") == 303


@pytest.mark.parametrize("name", [*PEOPLE])
def test_only_stewards_write_warnings(world: World, name: str) -> None:
    may = name in ("steward", "steward2")
    client = signed_in(world, name)
    assert client.get("/desk/alerts").status_code == (200 if may else 403)
    assert client.get("/desk/alerts/new").status_code == (200 if may else 403)
    assert desk_post(client, "/desk/alerts/new", dict(ALERT)).status_code == (303 if may else 403)


def test_a_warning_of_a_participant_leads_from_the_queue_to_the_form(world: World) -> None:
    voice = speak(world, "blue pills are strong", kind=Kind.WARNING)
    steward = signed_in(world, "steward")
    press_safety(steward, voice, "look")
    address = "/desk/alerts/new"
    assert f'href="{address}"' in steward.get(f"/desk/safety/{voice.ref}").text
    assert voice.ref not in steward.get(address).text
    assert publish(world) == 303


def test_nothing_stored_leads_from_a_warning_to_the_voice_that_told_it() -> None:
    assert not any(key.column.table.name == "thread" for key in Alert.__table__.foreign_keys)


def test_the_feed_is_well_formed_and_the_page_speaks_spanish(world: World, client: TestClient) -> None:
    publish(world, title="Pills & <others>")
    parse(client.get("/alerts").text)
    assert "Pills &amp; &lt;others&gt;" in client.get("/feeds/alerts.atom").text
    assert "Mala partida" in client.get("/es/alerts").text


def test_who_warned_sees_by_their_code_what_went_up_since_and_until_when(world: World) -> None:
    voice = speak(world, "blue pills are strong", kind=Kind.WARNING)
    person = Participant(world.browser())
    assert "None has gone up since you wrote." in text_of(person.open(voice.code))
    publish(world)
    page = person.open(voice.code)
    assert "Blue pills are stronger than they look" in text_of(page)
    assert "It is up until November 30, 2026." in text_of(page)
    assert 'href="/alerts"' in page.text
    world.pass_time(days=8)
    assert "It was up until November 30, 2026, and is over." in text_of(person.open(voice.code))


def test_a_code_shows_no_warning_from_before_it_nor_to_who_warned_of_nothing(world: World) -> None:
    publish(world)
    other = speak(world, "The soup is good.")
    assert "Your warning" not in text_of(Participant(world.browser()).open(other.code))
    world.pass_time(days=7)
    voice = speak(world, "police at the corner", kind=Kind.WARNING)
    shown = text_of(Participant(world.browser()).open(voice.code))
    assert "None has gone up since you wrote." in shown
    assert "Blue pills" not in shown
