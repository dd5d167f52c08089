"""A fault that nobody expected: a page in plain words, and one log line without anybody's."""

import logging

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.web.errors import LastResort, add_error_pages
from app.web.render import make_environment
from tests.pages.contract import parse, words_of


def test_a_fault_in_a_route_is_a_page_in_plain_words_and_its_message_is_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    inner, templates = FastAPI(), make_environment()
    inner.state.templates = templates
    add_error_pages(inner)

    @inner.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError("somebody's words")

    with (
        caplog.at_level(logging.ERROR),
        TestClient(LastResort(inner, templates), raise_server_exceptions=False) as client,
    ):
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert words_of(next(parse(answer.text).iter("h1"))) == "This did not work, and it is our fault"
    assert answer.headers["cache-control"] == "no-store"
    assert "ZeroDivisionError" in caplog.text
    assert "somebody's words" not in caplog.text + answer.text
