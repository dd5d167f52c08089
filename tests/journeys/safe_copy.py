"""From sealed words to a safe copy that its person agreed to, on both sides."""

from playwright.sync_api import expect

from tests.journeys.people import Colleague, Speaker


def show_a_safe_copy(steward: Colleague, *, words: str, copy: str) -> None:
    """Open the first voice of the inbox, look at it, and show its person what others will read."""
    steward.window.go("/desk/inbox")
    steward.page.locator("main a[href*='/F-']").first.click()
    steward.see("Voice F-")
    expect(steward.page.get_by_text(words)).to_have_count(0)
    steward.press("Open the words", then=words)
    steward.press("Mark as being looked at", then="Make the safe copy")
    steward.fill("Safe copy", copy)
    steward.fill("Another theme", "Opening hours")
    steward.press("Show it to the person", then="Safe copy shown, waiting for the person")
    assert steward.leave() == []


def agree(person: Speaker, *, copy: str) -> None:
    """Come back with the code and say: that's right."""
    page = person.come_back()
    expect(page.get_by_text(copy)).to_be_visible()
    page.get_by_label("That’s right").check()
    page.locator("form", has=page.locator("[name=action][value=approve]")).get_by_role("button").click()
    expect(page.get_by_text("You said: that’s right.")).to_be_visible()
