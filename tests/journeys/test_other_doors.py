"""The other doors in a real browser, without a script: a kiosk, a helper, paper by the keyboard, a photo."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.settings import Settings
from tests.journeys.people import Colleague
from tests.support.browser import Visitor
from tests.support.photos import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]

WORDS = "The stairs at the back are dark after six."
CODE = re.compile(r"^[0-9A-Z]{16}$")
NARROW = {"width": 320, "height": 640}


def code_on(window: Visitor) -> str:
    code = "".join(window.page.locator("#receipt-code").inner_text().split())
    assert CODE.match(code)
    return code


def fits(window: Visitor) -> None:
    """Nothing is wider than the screen."""
    box = window.page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert box[0] <= box[1]


def test_nobody_finds_the_words_or_the_code_of_the_one_before_at_a_kiosk(browser: Browser, home: str) -> None:
    window = Visitor(browser, home, script=False)
    window.page.set_viewport_size(NARROW)
    page = window.go("/kiosk/start")
    fits(window)
    page.get_by_role("link", name="Begin").click()
    fits(window)
    page.get_by_label("What do you want to say?").fill(WORDS)
    window.press("I need more time")
    expect(page.get_by_label("What do you want to say?")).to_have_value(WORDS)
    window.press("Send it")
    code = code_on(window)
    fits(window)
    page.get_by_role("link", name="I have kept it, clear this page").click()
    expect(page.get_by_role("heading", name="Say what you think of this place")).to_be_visible()
    for _ in range(4):
        page.go_back()
        shown = page.content()
        assert code[:4] not in shown
        assert WORDS not in shown
        if page.locator("#message").count():
            expect(page.locator("#message")).to_have_value("")
    assert window.context.cookies() == []
    assert window.off_origin() == []
    window.close()


def test_a_kiosk_clears_itself_without_a_script(browser: Browser, home: str) -> None:
    window = Visitor(browser, home, script=False)

    def hurry(route):  # type: ignore[no-untyped-def]  # playwright's own type
        answer = route.fetch()
        kept = {**answer.headers, "refresh": re.sub(r"^\d+", "1", answer.headers["refresh"])}
        route.fulfill(response=answer, headers=kept)

    window.context.route(re.compile(r"/kiosk$"), hurry)
    page = window.go("/kiosk")
    page.get_by_label("What do you want to say?").fill(WORDS)
    expect(page.get_by_role("heading", name="Say what you think of this place")).to_be_visible(timeout=10_000)
    assert page.url.endswith("/kiosk/start")
    window.close()


def test_a_helper_hands_the_code_over_and_the_page_keeps_none(browser: Browser, home: str) -> None:
    window = Visitor(browser, home, script=False, phone=True)
    page = window.go("/say")
    page.get_by_text("More, if you like").click()
    page.get_by_role("link", name="I write this for somebody else").click()
    page.get_by_label("What do you want to say?").fill(WORDS)
    page.get_by_label("They heard these words").check()
    window.press("Send it")
    code = code_on(window)
    assert code not in page.url
    page.get_by_role("link", name="They have it, clear this page").click()
    expect(page.get_by_label("What do you want to say?")).to_have_value("")
    window.close()


def test_a_photo_is_sent_seen_by_a_steward_and_seen_again_by_its_person(
    browser: Browser, home: str, settings: Settings, tmp_path: Path
) -> None:
    shot = tmp_path / "shot.jpg"
    shot.write_bytes(jpeg(1200, 800))
    window = Visitor(browser, home, script=False, phone=True)
    page = window.go("/say")
    page.get_by_label("What do you want to say?").fill(WORDS)
    page.get_by_text("More, if you like").click()
    page.get_by_label("A photo").set_input_files(shot)
    page.get_by_label("Let my code show my own words").check()
    window.press("Send it")
    window.press("I have kept it, show me my page")
    window.press("See my photo")
    assert page.locator("img").evaluate("e => e.naturalWidth") == 1200
    window.close()
    steward = Colleague(browser, home, "steward", script=False)
    desk = steward.window.go("/desk/inbox")
    desk.locator("tbody a").first.click()
    steward.window.press("Open the words")
    picture = desk.get_by_alt_text("The photo that came with these words")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 1200)
    assert steward.leave() == []


def test_paper_is_typed_in_by_the_keyboard_alone(browser: Browser, home: str) -> None:
    steward = Colleague(browser, home, "steward", script=False)
    page = steward.window.go("/desk/paper")
    page.locator("#code").focus()
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Seal it, next paper":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Destroy the paper now.")).to_be_visible()
    assert steward.leave() == []
