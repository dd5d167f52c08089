"""A shared device: the same form, cleared by itself, and a code that is shown this one time."""

import re

import httpx
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.models.feedback import Thread
from app.models.intake import Kiosk
from app.models.organisation import Place
from app.rooms.feedback.kiosks import mark_of_kiosk
from app.settings import Settings
from app.vault.machine import load_or_create
from tests.pages.contract import check_page
from tests.support import w3m
from tests.support.organisation import World
from tests.support.participant import TOKEN, Participant, code_on, text_of, token_on, typed_in
from tests.support.server import served

WORDS = "The chairs in the waiting room are too low."


def kiosk(world: World) -> str:
    """A kiosk at the drop-in; returns its mark."""
    with world.database.write() as session:
        place = session.scalars(select(Place).where(Place.slug == "drop-in")).one()
        session.add(Kiosk(ref="K-7KQ2MX", place_id=place.id, made_week="2026-W48"))
    return mark_of_kiosk("K-7KQ2MX", load_or_create(world.settings.data).form_key)


def say(client: TestClient, path: str, token: str = "", **chosen: str) -> httpx.Response:
    token = token or token_on(client.get(path))
    answer: httpx.Response = client.post(path, data={"message": WORDS, "token": token, **chosen})
    return answer


def only_thread(world: World) -> Thread:
    with world.database.read() as session:
        return session.scalars(select(Thread)).one()


@pytest.mark.parametrize("marked", [False, True], ids=["anybody's", "set up by staff"])
def test_a_kiosk_takes_words_and_clears_itself(world: World, client: TestClient, marked: bool) -> None:
    path = f"/kiosk/{kiosk(world)}" if marked else "/kiosk"
    form = client.get(path)
    assert form.headers["refresh"] == f"300; url={path}/start"
    assert form.headers["cache-control"] == "no-store"
    assert "set-cookie" not in form.headers
    assert check_page(form.text) == []
    shown = say(client, path)
    assert shown.headers["refresh"] == f"120; url={path}/start"
    assert (shown.status_code, check_page(shown.text)) == (201, [])
    code = code_on(shown)
    assert WORDS not in shown.text
    assert f'value="{code}"' not in shown.text
    thread = only_thread(world)
    assert (thread.channel, thread.place_id is not None) == ("kiosk", marked)
    assert Participant(client).open(code).status_code == 200


def test_the_page_that_waits_shows_nothing_and_has_no_end(client: TestClient) -> None:
    waits = client.get("/kiosk/start")
    assert "refresh" not in waits.headers
    assert waits.headers["clear-site-data"] == '"cache", "storage"'
    assert check_page(waits.text) == []
    assert 'href="/kiosk"' in waits.text


def test_the_same_form_never_shows_its_code_twice(world: World, client: TestClient) -> None:
    token = token_on(client.get("/kiosk"))
    assert say(client, "/kiosk", token).status_code == 201
    again = say(client, "/kiosk", token)
    assert "We already have this" in text_of(again)
    assert 'id="receipt-code"' not in again.text
    assert again.headers["refresh"].startswith("120;")
    assert only_thread(world).channel == "kiosk"


def test_who_needs_more_time_keeps_what_was_typed(world: World, client: TestClient) -> None:
    more = say(client, "/kiosk", more="yes", word_use="quote", kind="concern")
    assert (more.status_code, more.headers["refresh"]) == (200, "300; url=/kiosk/start")
    assert typed_in(more, "message").strip() == WORDS
    assert 'value="quote" checked' in more.text.replace(' id="word_use"', "")
    assert 'role="alert"' not in more.text
    with world.database.read() as session:
        assert session.scalars(select(Thread)).all() == []


@pytest.mark.parametrize("chosen", [{"more": "yes"}, {"place": "nowhere"}], ids=["more time", "refused"])
def test_who_goes_back_and_sends_a_form_again_is_not_shown_its_words(
    client: TestClient, chosen: dict[str, str]
) -> None:
    token = token_on(client.get("/kiosk"))
    first = say(client, "/kiosk", token, **chosen)
    assert WORDS in first.text
    again = say(client, "/kiosk", token, **chosen)
    assert (again.status_code, again.headers["location"]) == (303, "/kiosk/start")
    assert say(client, "/kiosk", token_on(first)).status_code == 201


def test_a_made_up_or_ended_mark_opens_nothing(world: World, client: TestClient) -> None:
    mark = kiosk(world)
    for wrong in ("K-7KQ2MX-0000000000000000", mark[:-1], "K-7KQ2MX", "x" * 300, "K-é"):
        assert client.get(f"/kiosk/{wrong}").status_code == 404
        assert client.post(f"/kiosk/{wrong}", data={"message": WORDS}).status_code == 404
    with world.database.write() as session:
        session.scalars(select(Kiosk)).one().is_ended = True
    assert client.get(f"/kiosk/{mark}").status_code == 404


def test_bad_input_at_a_kiosk_keeps_the_words(client: TestClient) -> None:
    refused = say(client, "/kiosk", place="nowhere")
    assert refused.status_code == 422
    assert typed_in(refused, "message").strip() == WORDS
    assert refused.headers["refresh"].startswith("300;")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_in_w3m_the_kiosk_and_the_helpers_page_can_be_read_and_sent(settings: Settings) -> None:
    with served(settings) as server:
        for path, ask, more in (
            ("/kiosk", "I need more time", {}),
            ("/say/for-someone", "They heard these words", {"consent": "yes"}),
        ):
            assert ask in w3m.read(server.address + path)
            token = TOKEN.search(w3m.read(server.address + path, source=True))
            assert token
            sent = {"message": WORDS, "token": token[1], **more}
            shown = w3m.send(server.address + path, sent, folder=settings.data)
            assert re.search(r"(?:[0-9A-Z]{4}\s+){3}[0-9A-Z]{4}", shown), shown
            assert "/receipt" in shown
