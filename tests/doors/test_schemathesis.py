"""Schemathesis at every door. No schema is published, so one is built from the routers and their forms."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from app.vault.session_keys import csrf_token
from tests.support.doors import Door, all_doors, is_repeated, known_values, options_of, real_values
from tests.support.organisation import World
from tests.support.sign_in import token_of

Schema = dict[str, Any]  # Any: an OpenAPI document
NOT_HERE = {"/desk/sign-out", "/desk/account/sessions/end"}
FORM = "application/x-www-form-urlencoded"


def schema_of(doors: list[Door], known: dict[str, str]) -> Schema:
    """OpenAPI 3.0 of these doors: addresses with something real or anything, forms with what they declare."""
    paths: dict[str, Schema] = {}
    for door in doors:
        values = real_values(door, known)
        path = door.path.replace(":int}", "}")
        paths.setdefault(path, {})[door.method.lower()] = _operation(door, values)
    return {"openapi": "3.0.3", "info": {"title": "doors", "version": "1"}, "paths": paths}


def _operation(door: Door, values: dict[str, str]) -> Schema:
    parameters = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1, "maxLength": 40}
            if name not in values
            else {"enum": [values[name], "0", "²", "X-000000", str(2**64)]},
        }
        for name in door.parameters
    ]
    operation: Schema = {"parameters": parameters, "responses": {"default": {"description": "a page"}}}
    if door.method == "POST":
        properties = {name: _field(field) for name, field in door.fields.items()}
        shape = {"type": "object", "properties": properties or {"note": {"type": "string"}}}
        operation["requestBody"] = {"content": {FORM: {"schema": shape}}}
    return operation


def _field(field: Any) -> Schema:  # Any: pydantic's own field description
    options = options_of(field)
    one: Schema = {"enum": [*options, "", "none of these"]} if options else {"type": "string"}
    return {"type": "array", "items": one, "maxItems": 3} if is_repeated(field) else one


class Sender:
    """Sends what was made up, signed in with a session that is renewed when it has ended."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.faults: list[str] = []
        self.sent = 0
        self._sign_in()

    def send(self, case: Any) -> None:  # Any: schemathesis' own case
        """One request."""
        made = case.as_transport_kwargs(base_url="http://testserver")
        body = made.get("data")
        if isinstance(body, dict):
            body = {**body, "csrf": csrf_token(self.token)}
        answer = self.client.request(
            made["method"], made["url"], params=made.get("params"), data=body, headers={"Content-Type": FORM}
        )
        self.sent += 1
        if answer.status_code >= 500:
            self.faults.append(f"{made['method']} {made['url']}: {answer.status_code}")
        if "/desk/sign-in" in answer.headers.get("location", ""):
            self._sign_in()

    def _sign_in(self) -> None:
        self.token = token_of(self.world, self.name)
        self.client: TestClient = self.world.browser()
        self.client.cookies.set("__Host-session", self.token)


def knock_everywhere(world: World, name: str, doors: list[Door], *, examples: int) -> Sender:
    """So many made-up requests at each of these doors."""
    with world.database.read() as session:
        known = known_values(session)
    sender = Sender(world, name)
    for found in schemathesis.openapi.from_dict(schema_of(doors, known)).get_all_operations():
        strategy = found.ok().as_strategy()

        @settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def knock(case: Any) -> None:  # Any: schemathesis' own case
            sender.send(case)

        knock()
    return sender


def test_a_few_made_up_requests_break_no_door(house: World) -> None:
    doors = [door for door in all_doors() if door.path not in NOT_HERE and door.fields][::4]
    sender = knock_everywhere(house, "secretary", doors, examples=2)
    assert sender.faults == []
    assert sender.sent >= len(doors)


@pytest.mark.long
@pytest.mark.parametrize("name", ["steward", "secretary", "administrator", "director"])
def test_many_made_up_requests_break_no_door(house: World, name: str) -> None:
    doors = [door for door in all_doors() if door.path not in NOT_HERE]
    sender = knock_everywhere(house, name, doors, examples=8)
    assert sender.faults == []
    assert sender.sent > 8 * len(doors) // 2
