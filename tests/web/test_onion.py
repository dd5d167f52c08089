"""An onion service beside the public address: told to browsers on public pages, and never with HSTS."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.db import Database
from app.settings import Settings
from tests.support.organisation import World

ONION = "http://sayso234567abcdefghij.onion"


@pytest.fixture
def client(settings: Settings, database: Database) -> Iterator[TestClient]:
    """A stranger's browser at a TLS address that has an onion service beside it."""
    both = settings.model_copy(update={"base_url": "https://corner.example", "onion_url": f"{ONION}/"})
    world = World(both, database)
    with world.running():
        yield world.browser()


def test_public_pages_name_the_same_page_on_the_onion_service(client: TestClient) -> None:
    for path in ("/", "/say", "/es/receipt", "/answers", "/not%20there"):
        assert client.get(path).headers["onion-location"] == f"{ONION}{path}"
        assert client.get(path).headers["onion-location"] == f"{ONION}{path}"  # a kept page too


def test_what_was_typed_behind_a_question_mark_is_not_repeated(client: TestClient) -> None:
    told = client.get("/receipt?code=7K2M9QX4TB8R5W3C").headers["onion-location"]
    assert told == f"{ONION}/receipt"


def test_files_forms_and_the_workspace_are_not_sent_elsewhere(client: TestClient) -> None:
    assert "onion-location" not in client.get("/open-data/answers.json").headers
    assert "onion-location" not in client.post("/receipt", data={"code": "x"}).headers
    assert "onion-location" not in client.get("/desk/sign-in").headers


def test_on_the_onion_service_there_is_no_hsts_and_no_way_back_to_itself(client: TestClient) -> None:
    at_home = client.get("/say", headers={"Host": ONION.removeprefix("http://")})
    assert at_home.status_code == 200
    assert "strict-transport-security" not in at_home.headers
    assert "onion-location" not in at_home.headers
    assert "strict-transport-security" in client.get("/say").headers


def test_without_an_onion_service_nothing_is_said_of_one(world: World) -> None:
    answer = world.browser().get("/")
    assert "onion-location" not in answer.headers
    assert "strict-transport-security" not in answer.headers
