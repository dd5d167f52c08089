"""Hostile addresses, fields and bodies at every door, as a stranger and as each role: never a 5xx."""

from random import Random
from urllib.parse import urlencode

import httpx
import pytest
from starlette.testclient import TestClient

from app.demo.people import PEOPLE
from app.vault.session_keys import csrf_token
from tests.doors.conftest import told
from tests.support.databases import Templates
from tests.support.doors import Door, all_doors, known_values, real_values
from tests.support.hostile import hostile_address, hostile_body, hostile_fields
from tests.support.organisation import World
from tests.support.sign_in import token_of

ROLES = (
    "steward",
    "responder",
    "chair",
    "secretary",
    "member1",
    "director",
    "administrator",
    "outside",
    "teller1",
)
# What ends everybody's work in the middle of the walk.
NOT_HERE = {"/desk/sign-out", "/desk/account/sessions/end"}
SEED = 20261124


class Walk:
    """Somebody hostile who goes from door to door; ``faults`` says where the house broke."""

    def __init__(self, world: World, rng: Random) -> None:
        self.world, self.rng = world, rng
        self.clients: dict[str, TestClient] = {}
        self.tokens: dict[str, str] = {}
        self.faults: list[str] = []
        self.requests = 0
        with world.database.read() as session:
            self.known = known_values(session)

    def knock(self, door: Door, name: str) -> None:
        """One hostile request at this door, as this person (none: a stranger)."""
        if door.path == "/desk/backups":
            self.world.pass_time(seconds=1)  # two of one second would have one name
        client = self._client(name)
        path = hostile_address(door, real_values(door, self.known), self.rng)
        answer = client.get(path) if door.method == "GET" else self._post(client, door, path, name)
        self.requests += 1
        if answer.status_code >= 500:
            self.faults.append(f"{door} as {name or 'a stranger'}: {answer.status_code} at {path[:120]}")
        if "/desk/sign-in" in answer.headers.get("location", ""):
            self.clients.pop(name, None)

    def _post(self, client: TestClient, door: Door, path: str, name: str) -> httpx.Response:
        if self.rng.random() < 0.1:
            body, kind = hostile_body(self.rng)
            return client.post(path, content=body, headers={"Content-Type": kind})
        fields = hostile_fields(door, self.rng)
        if name:
            fields["csrf"] = [csrf_token(self.tokens[name]).encode()]
        pairs = [(key, value) for key, values in fields.items() for value in values]
        head = {"Content-Type": "application/x-www-form-urlencoded"}
        return client.post(path, content=urlencode(pairs), headers=head)

    def _client(self, name: str) -> TestClient:
        if name not in self.clients:
            client = self.world.browser()
            if name:
                self.tokens[name] = token_of(self.world, name)
                client.cookies.set("__Host-session", self.tokens[name])
            self.clients[name] = client
        return self.clients[name]


def test_no_door_answers_a_hostile_request_with_a_fault(house: World) -> None:
    walk = Walk(house, Random(SEED))  # noqa: S311  # the same walk every time
    for door in all_doors():
        if door.path in NOT_HERE:
            continue
        for _ in range(2):
            walk.knock(door, walk.rng.choice(ROLES) if door.is_desk else "")
    assert walk.faults == []
    assert walk.requests > 300


def test_a_number_that_no_database_holds_is_nothing_s_name(house: World) -> None:
    clients = {name: token_of(house, name) for name in ("administrator", "secretary", "steward", "chair")}
    with house.database.read() as session:
        known = known_values(session)
    faults = []
    for door in all_doors():
        if not door.is_desk or not set(door.parameters) & {"item", "number", "account_id", "text_id"}:
            continue
        for name, token in clients.items():
            client = house.browser()
            client.cookies.set("__Host-session", token)
            values = dict.fromkeys(door.parameters, str(2**63))
            values["ref"] = real_values(door, known)["ref"] if "ref" in door.parameters else ""
            body = {"csrf": csrf_token(token), "version": "1", "to": "1"}
            answer = client.request(door.method, door.at(values), data=body)
            if answer.status_code not in (403, 404, 422, 303):
                faults.append(f"{door} as {name}: {answer.status_code}")
    assert faults == []


@pytest.mark.long
@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
@pytest.mark.parametrize("seed", range(3))
def test_no_door_breaks_in_a_long_hostile_walk(
    templates: Templates, tmp_path_factory: pytest.TempPathFactory, backend: str, seed: int
) -> None:
    world = told(templates, tmp_path_factory.mktemp("hostile"), backend)
    with world.running():
        walk = Walk(world, Random(SEED + seed))  # noqa: S311
        for door in all_doors():
            if door.path in NOT_HERE:
                continue
            for name in ("", *ROLES):
                for _ in range(2):
                    walk.knock(door, name)
    world.database.close()
    assert set(ROLES) <= set(PEOPLE)
    assert walk.faults == []
