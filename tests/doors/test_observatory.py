"""Every door answers with headers that Mozilla's Observatory gives at least 110 points."""

import httpx
import pytest

from tests.support.doors import all_doors, known_values, real_values
from tests.support.observatory import directives, marks, score
from tests.support.organisation import PASSPHRASE, World
from tests.support.sign_in import at_the_door, desk_post, signed_in

LEAST = 110


@pytest.fixture(scope="module")
def known(house: World) -> dict[str, str]:
    with house.database.read() as session:
        return known_values(session)


def faults_of(what: str, answer: httpx.Response) -> list[str]:
    """What is too little about this answer."""
    points = score(answer)
    return [] if points >= LEAST else [f"{what} ({answer.status_code}): {points}, {dict(marks(answer))}"]


def test_every_answer_to_a_look_has_110_points_or_more(house: World, known: dict[str, str]) -> None:
    clients = [signed_in(house, name) for name in ("administrator", "steward", "secretary", "director")]
    stranger, faults = house.browser(), []
    for number, door in enumerate(all_doors()):
        if door.method != "GET":
            continue
        path = door.at(real_values(door, known))
        faults += faults_of(f"{door} to a stranger", stranger.get(path))
        if door.is_desk:
            faults += faults_of(f"{door} to one signed in", clients[number % 4].get(path))
    assert faults == []


def test_every_answer_to_a_form_has_110_points_or_more(house: World, known: dict[str, str]) -> None:
    client, faults = signed_in(house, "member1"), []
    for door in all_doors():
        if door.method == "POST" and door.path != "/desk/sign-out":
            path = door.at(real_values(door, known))
            answer = desk_post(client, path) if door.is_desk else house.browser().post(path, data={})
            faults += faults_of(str(door), answer)
    assert faults == []


def test_pages_that_say_no_and_the_cookies_of_a_sign_in_have_110_points(house: World) -> None:
    door = at_the_door(house)
    answers = {
        "not there": door.get("/nothing-of-the-kind"),
        "another language": door.get("/es/say"),
        "no such method": door.delete("/say"),
        "no such form": door.post("/desk/nothing", data={}),
        "refused": door.post("/desk/sign-in", data={"name": "steward", "passphrase": "guess"}),
        "signed in": door.post("/desk/sign-in", data={"name": "member6", "passphrase": PASSPHRASE}),
        "style": door.get(door.get("/say").text.split('rel="stylesheet" href="')[1].split('"')[0]),
    }
    assert [fault for what, answer in answers.items() for fault in faults_of(what, answer)] == []
    assert dict(marks(answers["signed in"]))["cookies"] == 5


def test_the_rules_take_points_where_they_should() -> None:
    bare = httpx.Response(200, html="<!doctype html><title>x</title>")
    assert score(bare) == 100 - 25 - 20 - 20 - 5
    weak = {"content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline'"}
    assert dict(marks(httpx.Response(200, headers=weak)))["content security policy"] == -20
    loose = httpx.Response(
        200, html='<!doctype html><title>x</title><script src="//x.example/a.js"></script>'
    )
    assert dict(marks(loose))["scripts"] == -50
    cookie = httpx.Response(200, headers={"set-cookie": "session=1; Path=/"})
    assert dict(marks(cookie))["cookies"] == -40
    assert directives("default-src 'none'; img-src 'self' data:")["img-src"] == {"'self'", "data:"}
