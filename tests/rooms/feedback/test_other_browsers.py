"""The participant's side in w3m, and on a small phone in Chromium without a script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from app.db import Database
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.messages import reply_to_participant
from app.settings import Settings
from tests.support import w3m
from tests.support.browser import Visitor, chromium
from tests.support.participant import TOKEN
from tests.support.server import served

WORDS = "The van came late. ¿Y ahora? 🙂"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with chromium() as opened:
        yield opened


@pytest.mark.postgresql_is_long
def test_in_w3m_a_person_says_something_comes_back_reads_the_reply_and_writes_again(
    settings: Settings, database: Database
) -> None:
    folder = settings.data
    with served(settings) as server:
        say, receipt = f"{server.address}/say", f"{server.address}/receipt"
        shown = w3m.read(say)
        assert shown.index("Someone not breathing?") < shown.index("What do you want to say?")
        token = TOKEN.search(w3m.read(say, source=True))
        assert token
        code_page = w3m.send(say, {"message": WORDS, "keep_words": "yes", "token": token[1]}, folder=folder)
        code = re.search(r"^\s*((?:[0-9A-Z]{4}\s+){3}[0-9A-Z]{4})\s*$", code_page, re.M)
        assert code, code_page
        with database.write() as session:
            thread = session.scalars(select(Thread)).one()
            reply_to_participant(
                session, thread, "Which night was it?", author="steward", week=Week.parse(thread.week)
            )
        opened = w3m.send(receipt, {"code": code[1]}, folder=folder)
        assert "The van came late. ¿Y ahora?" in opened
        assert "Which night was it?" in opened
        again = w3m.send(receipt, {"code": code[1].lower(), "reply": "Tuesday night."}, folder=folder)
        assert "We have what you wrote" in again
        assert "Tuesday night." in again
        assert "No page opens with this code." in w3m.send(receipt, {"code": "0" * 16}, folder=folder)


@pytest.mark.browser
@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_on_a_small_phone_the_box_begins_on_the_first_screen_and_axe_finds_nothing(
    browser: Browser, settings: Settings, language: str
) -> None:
    with served(settings) as server:
        person = Visitor(browser, server.address, script=True, phone=True)
        page = person.go(f"/{language}/say")
        box = page.locator("#message").bounding_box()
        assert box is not None
        assert box["y"] + 60 < page.evaluate("innerHeight")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert person.axe_violations() == []
        page.locator("#message").fill(WORDS)
        page.locator("button.go").click()
        code = page.locator("#receipt-code").inner_text()
        assert person.axe_violations() == []
        page = person.go(f"/{language}/receipt")
        assert person.axe_violations() == []
        page.locator("#code").fill(code)
        page.locator("button.go").click()
        assert page.locator(".trail").count() == 1
        assert person.axe_violations() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert person.off_origin() == []
        assert person.context.cookies() == []
        assert person.faults == []
        person.close()
