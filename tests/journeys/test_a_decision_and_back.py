"""From a word by proposal, vote, decision, reply, rule and step to "it did not help", through real pages."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from app.settings import Settings
from tests.journeys import afterwards
from tests.journeys.people import Colleague, Speaker
from tests.journeys.safe_copy import agree, show_a_safe_copy
from tests.support.board import EVERYBODY, found_board
from tests.support.factors import papers_follow
from tests.support.organisation import NOW, World
from tests.support.server import served

WORDS = "I work nights with Jo. You close at four and I wake at five. Open late once a week."
COPY = "Keep the drop-in open until eight on one evening of the week."
TITLE = "One late evening"
OUT, WHY_OUT = "P. Oyelaran", "My sister has the shop next door."
BY_HAND = tuple(alias for alias in EVERYBODY if alias not in ("Ms. Tee", "Hanna", "Rook", OUT))
TODAY, REVIEW = NOW.date().isoformat(), (NOW + timedelta(days=180)).date().isoformat()
LATER = NOW + timedelta(days=38)
RULE = "The drop-in stays open until eight on Thursdays."
TOLD = "The drop-in is open late on Thursdays now."
AFTER_ALL = "Thursday is the wrong evening."

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("backend", "script", "verdict"),
    [
        ("sqlite", False, "change"),
        pytest.param("postgresql", True, "stop", marks=pytest.mark.long),
        pytest.param("sqlite", True, "keep", marks=pytest.mark.long),
    ],
    indirect=["backend"],
)
def test_a_word_becomes_a_changed_rule_that_did_not_help_and_comes_back_to_the_board(
    browser: Browser, settings: Settings, world: World, script: bool, verdict: str
) -> None:
    found_board(world)
    with served(settings, SAYSO_TEST_NOW=NOW.isoformat()) as server:
        person = Speaker(browser, server.address, script=script)

        def colleague(name: str) -> Colleague:
            return Colleague(browser, server.address, name, script=script)

        person.say(WORDS, asks_board=True)
        show_a_safe_copy(colleague("steward"), words=WORDS, copy=COPY)
        agree(person, copy=COPY)
        _a_steward_puts_the_proposal_up(colleague("steward"))
        chair, secretary = colleague("chair"), colleague("secretary")
        meeting = _the_board_votes(chair, secretary)
        afterwards.the_meeting_ends(chair)
        afterwards.the_minutes_are_written(secretary, meeting=meeting)
        _the_secretary_records_the_decision(secretary)
        afterwards.the_board_adopts_them(colleague("chair"), meeting=meeting)
        _the_director_replies_and_it_is_done(colleague("director"))
        _everybody_reads_it(person)
        afterwards.read_the_minutes(person.read(f"/board/meetings/{meeting}"), alias=OUT, reason=WHY_OUT)
        assert person.leave() == []
    before = server.address
    with served(settings, SAYSO_TEST_NOW=LATER.isoformat()) as server:
        papers_follow(before, server.address)
        again = Speaker(browser, server.address, script=script)
        again.code = person.code
        _the_person_says_that_it_did_not_help(again)
        chair = Colleague(browser, server.address, "chair", script=script)
        afterwards.it_waits_for_the_board(chair, day=LATER.date().isoformat(), title=TITLE)
        secretary = Colleague(browser, server.address, "secretary", script=script)
        afterwards.the_board_looks_again(secretary, verdict=verdict, title=TITLE, words=AFTER_ALL)
        expect(again.come_back().get_by_text(AFTER_ALL)).to_be_visible()
        assert again.leave() == []


def _a_steward_puts_the_proposal_up(steward: Colleague) -> None:
    steward.window.go("/desk/proposals")
    steward.press("Make a proposal from it", then="The draft")
    expect(steward.page.get_by_label("What should change")).to_have_value(COPY)
    steward.fill("Title", TITLE)
    steward.fill("Safer how, and at what price", "Fewer people are alone at night. It takes one paid shift.")
    steward.page.get_by_label("Matter").select_option("services")
    steward.press("Keep the draft", then="Put it up")
    steward.press("Open it for support", then="A new version")
    assert steward.leave() == []


def _the_board_votes(chair: Colleague, secretary: Colleague) -> str:
    meeting = _the_board_meets(chair)
    page = chair.page
    page.locator("li", has_text=TITLE).get_by_role("link", name="Put a motion").click()
    chair.press("Put it to the board", then="Open the vote")
    chair.press("Open the vote", then="Your vote")
    chair.press("Yes", then="You said: Yes.")
    secretary.page.goto(page.url)
    secretary.press("Yes", then="You said: Yes.")
    secretary.page.locator("#recusal-seat").select_option(label=OUT)
    secretary.fill("Why", WHY_OUT)
    secretary.press("Step out", then="Stepped out")
    for alias in BY_HAND:
        row = secretary.page.get_by_role("row", name=alias)
        row.get_by_role("button", name="No" if alias == "Quill" else "Yes", exact=True).click()
        expect(row.get_by_role("cell").nth(1)).to_have_text("No" if alias == "Quill" else "Yes")
    expect(secretary.page.get_by_role("row", name=OUT).get_by_role("button")).to_have_count(0)
    page.reload()
    chair.press("Close the vote", then="Publish the result")
    chair.press("Publish the result", then="The result")
    expect(page.get_by_role("button", name="Publish the result")).to_have_count(0)
    chair.follow("Meeting of")
    return meeting


def _the_board_meets(chair: Colleague) -> str:
    """The reference of a meeting with everybody in the room."""
    page = chair.page
    chair.window.go("/desk/meetings/new")
    chair.fill("Place", "Back room")
    chair.fill("Day", TODAY)
    chair.press("Keep", then="Put something on the agenda")
    page.locator("#item-proposal").select_option(index=1)
    chair.press("Put it on", then=TITLE)
    chair.press("Put the agenda up", then="Open the meeting")
    chair.press("Open the meeting", then="Not enough people in the room")
    for alias in EVERYBODY:
        chair.press(f"{alias} arrives", then=f"{alias} leaves")
    return page.url.rsplit("/", 1)[-1]


def _the_secretary_records_the_decision(secretary: Colleague) -> None:
    secretary.window.go("/desk/decisions")
    secretary.follow(TITLE)
    secretary.see(f"Decision: {TITLE}")
    secretary.fill("Why the board decided so", "Night workers cannot come before four.")
    secretary.fill("Who saw it differently, and how", "One member wanted mornings first.")
    secretary.press("Publish the decision", then="Leadership’s reply")
    assert secretary.leave() == []


def _the_director_replies_and_it_is_done(director: Colleague) -> None:
    page = director.page
    director.window.go("/desk/decisions")
    director.follow(TITLE)
    page.locator("[name=position][value=accepted]").check()
    director.press("Publish the reply", then="Make it a rule")
    page.locator("summary", has_text="Make it a rule").click()
    director.fill("The rule in plain words", RULE)
    director.fill("Looked at again on", REVIEW)
    director.press("Publish the rule", then="Rules it made")
    page.locator("summary", has_text="Add a step").click()
    director.fill("What is to be done", "Pay one more shift")
    director.fill("Who does it", "Site lead")
    director.fill("By", TODAY)
    director.press("Add it", then="Pay one more shift")
    director.press("Done", then="Pay one more shift")
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(0)
    page.locator("summary", has_text="Plan the second look").click()
    director.fill("The board looks again on", REVIEW)
    director.press("Plan it", then="The board looks again on")
    page.locator("summary", has_text="Tell those who spoke").click()
    director.fill("What was done", TOLD)
    director.press("Tell them", then=TOLD)
    assert director.leave() == []


def _everybody_reads_it(person: Speaker) -> None:
    page = person.come_back()
    expect(page.get_by_text(TOLD)).to_be_visible()
    expect(page.get_by_text("we ask you here if it helped")).to_be_visible()
    for path in ("/proposals", "/decisions", "/policies"):
        page = person.read(path)
        page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
        expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
        expect(page.get_by_text("Jo")).to_have_count(0)
    expect(page.get_by_text(RULE).first).to_be_visible()


def _the_person_says_that_it_did_not_help(person: Speaker) -> None:
    page = person.come_back()
    page.locator("[name=helped][value=no]").check()
    page.locator("form", has=page.locator("[name=helped]")).get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you for saying so")).to_be_visible()
    page = person.come_back()
    expect(page.locator("[name=helped][value=no]")).to_be_checked()
