"""Every door of the workspace, read from the routers: the stranger, the wrong role, the missing token."""

from itertools import cycle

import httpx
import pytest

from app.demo.people import PEOPLE
from app.domain.permissions import Permission, permissions_of
from app.domain.sessions import SessionStage
from app.models.ledger import LedgerLeaf
from tests.support.doors import Door, all_doors, desk_doors, known_values, real_values
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

SIGN_IN = "/desk/sign-in"
SECRET = "zqkestrel night van sentence that stays sealed"
MORE_THAN_MEMBERS = ("steward", "secretary", "director", "administrator")
TOKENS = ("", "guess", "é", "\ud800", "A" * 43)


@pytest.fixture(scope="module")
def known(house: World) -> dict[str, str]:
    """Something real for each kind of address; the first feedback is one with sealed words."""
    voice = speak(house, SECRET)
    with house.database.read() as session:
        return known_values(session) | {"/desk/feedback/": voice.ref}


def count_leaves(world: World) -> int:
    """How many acts stand on the ledger."""
    with world.database.read() as session:
        return int(session.query(LedgerLeaf).count())


def address(door: Door, known: dict[str, str]) -> str:
    return door.at(real_values(door, known))


def test_there_are_doors_and_they_are_all_in_the_workspace_s_part() -> None:
    assert len(desk_doors("GET")) > 40 and len(desk_doors("POST")) > 60
    assert [str(door) for door in desk_doors() if not door.path.startswith("/desk")] == []


def test_a_stranger_is_sent_to_sign_in_at_every_door(house: World, known: dict[str, str]) -> None:
    faults = []
    for door in desk_doors():
        answer = house.browser().request(door.method, address(door, known), data={})
        if not answer.headers.get("location", "").startswith(SIGN_IN):
            faults.append(f"{door}: {answer.status_code}")
    assert faults == []


def test_a_cookie_that_opens_nothing_is_a_stranger_s(house: World, known: dict[str, str]) -> None:
    liar = house.browser()
    liar.cookies.set("__Host-session", "A" * 43)
    for door in desk_doors("GET"):
        assert liar.get(address(door, known)).headers["location"].startswith(SIGN_IN), str(door)


def test_no_door_does_anything_without_the_form_s_token(house: World, known: dict[str, str]) -> None:
    clients = [signed_in(house, name) for name in ("administrator", "steward", "chair")]
    before, faults = count_leaves(house), []
    for number, door in enumerate(desk_doors("POST")):
        for token in (None, TOKENS[number % len(TOKENS)]):
            body = {} if token is None else {"csrf": token.encode("utf-8", "surrogatepass")}
            answer = clients[number % 3].post(address(door, known), data=body)
            if answer.status_code != 403:
                faults.append(f"{door}: {answer.status_code}")
    assert faults == []
    assert count_leaves(house) == before


def test_no_door_does_anything_for_another_origin(house: World, known: dict[str, str]) -> None:
    client, before = signed_in(house, "administrator"), count_leaves(house)
    for door in desk_doors("POST"):
        client.headers["Origin"] = "https://elsewhere.example"
        assert desk_post(client, address(door, known)).status_code == 403, str(door)
    assert count_leaves(house) == before


def test_every_method_that_no_door_has_is_refused(house: World, known: dict[str, str]) -> None:
    client = signed_in(house, "administrator")
    for door, method in zip(desk_doors("GET"), cycle(("PUT", "DELETE", "PATCH", "TRACE")), strict=False):
        assert client.request(method, address(door, known)).status_code in (403, 404, 405), str(door)


@pytest.mark.parametrize("name", ["steward", "administrator", "director", "outside"])
def test_the_wrong_role_gets_no_content_at_any_door(house: World, known: dict[str, str], name: str) -> None:
    client = signed_in(house, name)
    may_read = Permission.FEEDBACK_OPEN in permissions_of(PEOPLE[name][2])
    for door in desk_doors("GET"):
        answer = client.get(address(door, known))
        assert answer.status_code in (200, 303, 403, 404, 409), (str(door), answer.status_code)
        assert may_read or SECRET not in answer.text, str(door)
        if answer.status_code == 403:
            assert "You cannot do that here" in answer.text, str(door)


def test_without_a_second_factor_nobody_sees_more_than_a_board_member(
    house: World, known: dict[str, str]
) -> None:
    member = signed_in(house, "member1", stage=SessionStage.PLAIN)
    weak = {name: signed_in(house, name, stage=SessionStage.PLAIN) for name in MORE_THAN_MEMBERS}
    faults = []
    for door in desk_doors("GET"):
        path = address(door, known)
        if member.get(path).status_code == 200:
            continue
        faults += [
            f"{door} as {name}" for name, client in weak.items() if client.get(path).status_code == 200
        ]
    assert faults == []


def test_without_a_second_factor_no_form_of_a_withheld_act_does_anything(
    house: World, known: dict[str, str]
) -> None:
    member = signed_in(house, "member1", stage=SessionStage.PLAIN)
    withheld = [
        door for door in desk_doors("POST") if desk_post(member, address(door, known)).status_code == 403
    ]
    assert len(withheld) > 40
    weak = [signed_in(house, name, stage=SessionStage.PLAIN) for name in ("steward", "director", "secretary")]
    before = count_leaves(house)
    for number, door in enumerate(withheld):
        answer = desk_post(weak[number % 3], address(door, known))
        assert answer.status_code in (403, 404, 422), (str(door), answer.status_code)
    assert count_leaves(house) == before


def test_every_public_door_answers_a_stranger_without_a_cookie(house: World, known: dict[str, str]) -> None:
    for door in all_doors():
        if not door.is_desk and door.method == "GET":
            answer: httpx.Response = house.browser().get(address(door, known))
            assert answer.status_code < 500, str(door)
            assert "set-cookie" not in answer.headers, str(door)
            assert SECRET not in answer.text, str(door)
