"""Tor Browser's strictest mode, a way out, and what going back shows: a small phone of somebody watched.

Of the strictest mode: no script, no web font, no picture, no SVG (cut out of each page before it is read).
"""

import re

import httpx
import pytest
from playwright.sync_api import Browser, Route, expect
from sqlalchemy import select

from app.domain.lifecycles import FeedbackState
from app.models.feedback import Thread
from app.rooms.feedback.messages import reply_to_participant
from app.rooms.feedback.threads import move_thread
from tests.support.answers import published_answer
from tests.support.browser import Visitor
from tests.support.organisation import World
from tests.support.voices import Voice, week_now

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

WORDS = "The door is locked before my bus comes."
REPLY = "Which bus is it?"
DONE = "The door stays open until the last bus has come."
NARROW = {"width": 320, "height": 640}
BLOCKED = {"image", "font", "media", "script"}
SVG = re.compile(r"<svg\b.*?</svg>", re.S)


def strictest(browser: Browser, home: str) -> Visitor:
    """A window as Tor Browser's safest level leaves it."""
    window = Visitor(browser, home, script=False)
    window.page.set_viewport_size(NARROW)

    def strip(route: Route) -> None:
        if route.request.resource_type in BLOCKED:
            route.abort()
        elif route.request.resource_type == "document":
            answer = route.fetch()
            route.fulfill(response=answer, body=SVG.sub("", answer.text()))
        else:
            route.continue_()

    window.context.route(re.compile(".*"), strip)
    return window


def code_on(window: Visitor) -> str:
    return "".join(window.page.locator("#receipt-code").inner_text().split())


def fits(window: Visitor) -> None:
    """Nothing is wider than the screen."""
    box = window.page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert box[0] <= box[1]


def answer_them(world: World) -> None:
    """A steward writes back, and an answer to this voice is published."""
    with world.database.write() as session:
        thread = session.scalars(select(Thread)).one()
        voice = Voice(thread.ref, "")
        move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week_now(world))
        reply_to_participant(session, thread, REPLY, author="steward", week=week_now(world))
    published_answer(world, to=[voice], outcome="change_made", body=DONE)


def test_in_the_strictest_mode_a_person_speaks_keeps_the_code_and_reads_the_answer(
    browser: Browser, home: str, world: World
) -> None:
    window = strictest(browser, home)
    page = window.go("/say")
    fits(window)
    page.get_by_label("What do you want to say?").fill(WORDS)
    page.get_by_text("More, if you like").click()
    page.get_by_label("Let my code show my own words").check()
    fits(window)
    window.press("Send it")
    code = code_on(window)
    expect(page.get_by_text("Write it on paper")).to_be_visible()
    fits(window)
    answer_them(world)
    page = window.go("/receipt")
    fits(window)
    page.get_by_label("Your code").fill(code)
    window.press("Open it")
    for words in (WORDS, REPLY, DONE, "The answer to you"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.locator(".trail li").first).to_be_visible()
    fits(window)
    page.get_by_label("Yes, it is").check()
    window.press("Send")
    for public in ("/", "/answers", "/about/privacy"):
        window.go(public)
        fits(window)
    assert window.off_origin() == []
    window.close()


@pytest.mark.parametrize("script", [False, True])
def test_whoever_goes_back_after_leaving_or_sending_finds_nothing_that_was_typed(
    browser: Browser, home: str, script: bool
) -> None:
    assert httpx.get(f"{home}/leave").headers["clear-site-data"] == '"cache", "storage"'
    window = Visitor(browser, home, script=script, phone=True)
    told: dict[str, str] = {}

    def elsewhere(route: Route) -> None:
        told.update(route.request.headers)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    window.context.route(lambda url: not url.startswith(home), elsewhere)
    page = window.go("/say")
    page.get_by_label("What do you want to say?").fill(WORDS)
    page.get_by_role("link", name="Leave this page").click()
    expect(page).to_have_title("Weather")
    assert "referer" not in told
    page.go_back()
    expect(page.get_by_label("What do you want to say?")).to_have_value("")
    page.get_by_label("What do you want to say?").fill(WORDS)
    page.get_by_label("Someone is in danger").check()
    window.press("Send it")
    code = code_on(window)
    page.go_back()
    expect(page.get_by_label("What do you want to say?")).to_have_value("")
    expect(page.get_by_label("Someone is in danger")).not_to_be_checked()
    page = window.go("/receipt")
    page.get_by_label("Your code").fill(code)
    window.press("Open it")
    page.go_back()
    expect(page.get_by_label("Your code")).to_have_value("")
    window.close()
