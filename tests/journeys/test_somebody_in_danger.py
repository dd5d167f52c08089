"""From words about danger to a steward's decision, with a script and without one."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import Colleague, Speaker

WORDS = "My boyfriend beat me up again and I am scared to go home"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("backend", "script"), [("sqlite", False), ("sqlite", True)], indirect=["backend"])
def test_help_comes_first_and_a_steward_decides(browser: Browser, home: str, script: bool) -> None:
    person = Speaker(browser, home, script=script)
    person.say(WORDS)
    page = person.window.page
    expect(page.get_by_role("heading", name="Is someone in danger right now?")).to_be_visible()
    expect(page.get_by_role("link", name="Call 911")).to_be_visible()
    assert not script or person.window.axe_violations() == []
    steward = Colleague(browser, home, "steward", script=script)
    desk = steward.window.go("/desk/safety")
    desk.locator("main article a").first.click()
    expect(desk.get_by_text(WORDS)).to_have_count(0)
    steward.press("Look at it now", then="What was said")
    expect(desk.get_by_text(WORDS)).to_be_visible()
    assert not script or steward.window.axe_violations() == []
    desk.get_by_label("Passed on to somebody who can help").check()
    steward.fill("Why", "The shelter keeps a bed, the person was told how to call.")
    steward.press("Decide", then="Who did what")
    expect(desk.get_by_text("The shelter keeps a bed")).to_be_visible()
    for path in ("/desk/safety", "/desk/rota", "/desk/danger-words", "/desk/alerts/new", "/desk/notices"):
        steward.window.go(path)
        assert not script or steward.window.axe_violations() == [], path
    assert steward.leave() == []
    person.read("/alerts")
    assert not script or person.window.axe_violations() == []
    assert person.leave() == []
