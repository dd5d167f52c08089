"""From a word to its answer through real pages, by everybody who has a part in it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import CODE, Colleague, Speaker
from tests.journeys.safe_copy import agree, show_a_safe_copy
from tests.support.browser import Visitor

WORDS = "My friend Jo slept on the steps last Tuesday because the door was locked at nine."
COPY = "The door is locked too early for people who arrive at night."
SAID = "The door is locked before everybody has arrived."
DONE = "The door stays open until eleven from now on."
REASON = "Nine o'clock was a habit and nobody needed it."
TITLE = "A door that stays open"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("backend", "script"),
    [("sqlite", False), ("sqlite", True), pytest.param("postgresql", False, marks=pytest.mark.long)],
    indirect=["backend"],
)
def test_words_are_opened_agreed_answered_and_shown_to_their_code_and_to_everybody(
    browser: Browser, home: str, script: bool
) -> None:
    person = Speaker(browser, home, script=script)
    person.say(WORDS)
    show_a_safe_copy(Colleague(browser, home, "steward", script=script), words=WORDS, copy=COPY)
    agree(person, copy=COPY)
    _a_responder_answers(Colleague(browser, home, "responder", script=script))
    page = person.come_back()
    expect(page.get_by_role("heading", name="The answer to you")).to_be_visible()
    expect(page.get_by_text(DONE)).to_be_visible()
    for public in ("/answers", "/"):
        page = person.read(public)
        expect(page.get_by_text(DONE).first).to_be_visible()
        expect(page.get_by_text("Jo")).to_have_count(0)
    assert person.leave() == []


def _a_responder_answers(responder: Colleague) -> None:
    page = responder.window.go("/desk/answers/new")
    expect(page.get_by_text(COPY)).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.locator("[name=voice]").first.check()
    responder.press("Begin the draft", then="What became of it")
    responder.fill("What people said, in your words", SAID)
    responder.fill("Title", TITLE)
    page.locator("[name=outcome][value=change_made]").check()
    responder.fill("What we do", DONE)
    responder.fill("The reason", REASON)
    responder.press("Keep it and see how it looks", then="Whom it reaches")
    responder.press("Publish it", then="It reached one voice.")
    assert responder.leave() == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("script", [False, True])
def test_the_keyboard_alone_is_enough_to_say_something_and_to_come_back(
    browser: Browser, home: str, script: bool
) -> None:
    window = Visitor(browser, home, script=script, phone=True)
    page = window.go("/say")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the form")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What do you want to say?")).to_be_focused()
    page.keyboard.type(WORDS)
    _tab_to(window, "Send it")
    page.keyboard.press("Enter")
    expect(page.locator("#receipt-code")).to_have_text(CODE)
    code = "".join(page.locator("#receipt-code").inner_text().split())
    page = window.go("/receipt")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your code")).to_be_focused()
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="What became of it")).to_be_visible()
    window.close()


def _tab_to(window: Visitor, button: str) -> None:
    wanted = window.page.get_by_role("button", name=button)
    for _ in range(40):
        window.page.keyboard.press("Tab")
        if wanted.evaluate("button => button === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {button!r}")
