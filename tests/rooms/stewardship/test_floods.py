"""More comes in than usual: everything is kept and answered with a code, and the rest waits for a look."""

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from app.domain.lifecycles import FloodState
from app.models.feedback import Thread
from app.models.intake import Kiosk
from app.models.organisation import Place
from app.rooms.feedback.kiosks import mark_of_kiosk
from app.settings import Settings
from app.vault.machine import load_or_create
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of, token_on
from tests.support.screening import leaves_about
from tests.support.sign_in import desk_post, signed_in

MOST = 3


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The same, with an allowance that a test can use up."""
    return settings.model_copy(update={"flood_after": MOST})


def states(world: World) -> list[str | None]:
    with world.database.read() as session:
        return list(session.scalars(select(Thread.flood_state)))


def flood(client: TestClient, count: int) -> list[str]:
    """So many voices; returns their codes."""
    person = Participant(client)
    return [code_on(person.say(f"The {number}th line of a flood.")) for number in range(count)]


def do(client: TestClient, act: str, state: str = "waiting", channel: str = "phone_web") -> int:
    sent = {"week": "2026-W48", "channel": channel, "state": state, "act": act}
    return desk_post(client, "/desk/floods", sent).status_code


def test_what_comes_beyond_the_allowance_waits_and_its_code_works(world: World, client: TestClient) -> None:
    codes = flood(client, MOST + 2)
    assert sorted(states(world), key=str) == [None] * MOST + ["waiting"] * 2
    assert all(Participant(client).open(code).status_code == 200 for code in codes)
    steward = signed_in(world, "steward")
    assert "3 envelopes" in steward.get("/desk/inbox").text
    assert "2 voices wait outside the inbox" in steward.get("/desk").text
    world.pass_time(minutes=11)
    flood(client, 1)
    assert states(world).count("waiting") == 2


def test_the_overview_is_for_those_who_screen(world: World, client: TestClient) -> None:
    flood(client, MOST + 1)
    assert client.get("/desk/floods").status_code == 303
    assert signed_in(world, "responder").get("/desk/floods").status_code == 403
    assert do(signed_in(world, "responder"), "release") == 403
    assert "phone_web" in signed_in(world, "steward").get("/desk/floods").text
    assert "phone_web" not in signed_in(world, "outside").get("/desk/floods").text
    assert do(signed_in(world, "outside"), "set_aside") == 303
    assert FloodState.SET_ASIDE not in states(world)


def test_a_steward_lets_a_flood_in_or_sets_it_aside_without_opening_it(
    world: World, client: TestClient
) -> None:
    codes = flood(client, MOST + 8)
    steward = signed_in(world, "steward")
    assert do(steward, "some") == 303
    assert states(world).count("released") == 5
    assert do(steward, "set_aside") == 303
    assert states(world).count("set_aside") == 3
    assert [leaf.facts for leaf in leaves_about(world, "flood:")] == [{"voices": 5}, {"voices": 3}]
    aside = [text_of(Participant(client).open(code)) for code in codes]
    assert sum("Nobody has read it" in page for page in aside) == 3
    assert do(steward, "release", "set_aside") == 303
    assert "set_aside" not in states(world)
    assert do(steward, "release", "released") == 422
    assert do(steward, "burn") in (409, 422)


def test_what_may_be_danger_is_never_set_aside_in_bulk(world: World, client: TestClient) -> None:
    flood(client, MOST + 3)
    with world.database.write() as session:
        one = session.scalars(select(Thread.id).where(Thread.flood_state == "waiting")).first()
        session.execute(update(Thread).where(Thread.id == one).values(safety_level="danger"))
    assert do(signed_in(world, "steward"), "set_aside") == 303
    assert (states(world).count("waiting"), states(world).count("set_aside")) == (1, 2)


def test_who_comes_back_and_writes_is_let_in(world: World, client: TestClient) -> None:
    code = flood(client, MOST + 1)[-1]
    do(signed_in(world, "steward"), "set_aside")
    assert "Nobody has read it" not in text_of(Participant(client).open(code, reply="I am a person."))
    assert "set_aside" not in states(world)


def test_a_program_that_fills_every_field_waits_at_once(world: World, client: TestClient) -> None:
    shown = Participant(client).say("Buy now.", website="https://example.org")
    assert shown.status_code == 201
    assert states(world) == ["waiting"]
    assert 'name="website" tabindex="-1"' in client.get("/say").text


def test_a_kiosk_has_an_allowance_of_its_own(world: World, client: TestClient) -> None:
    flood(client, MOST + 1)
    with world.database.write() as session:
        place = session.scalars(select(Place)).first()
        assert place is not None
        session.add(Kiosk(ref="K-7KQ2MX", place_id=place.id, made_week="2026-W48"))
    mark = mark_of_kiosk("K-7KQ2MX", load_or_create(world.settings.data).form_key)
    for path, state in ((f"/kiosk/{mark}", None), ("/kiosk", "waiting")):
        sent = {"message": f"At {path}.", "token": token_on(client.get(path))}
        assert client.post(path, data=sent).status_code == 201
        assert states(world).count("waiting") == (1 if state is None else 2)
