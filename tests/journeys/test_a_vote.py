"""Voting with a card through real pages: a phone without a script, the keyboard alone, w3m, and a teller."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from app.domain.ballots.paper import BallotMethod
from app.models.ballots import Envelope
from tests.rooms.ballots.test_a_ballot import rows
from tests.support import w3m
from tests.support.ballots import LASTS, OpenBallot, cast, opened, with_options
from tests.support.browser import Visitor
from tests.support.organisation import NOW, PASSPHRASE, World
from tests.support.server import served

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("backend", ["sqlite"], indirect=True)]


@pytest.fixture
def vote(world: World) -> OpenBallot:
    """An open vote in which things to eat are numbered."""
    return opened(world, with_options(world, BallotMethod.RANK_SEVERAL, seats=2), cards=12)


@pytest.fixture
def home(world: World, vote: OpenBallot) -> Iterator[str]:
    """A server of its own on that vote."""
    with served(world.settings, SAYSO_TEST_NOW=NOW.isoformat()) as server:
        yield server.address


def show_papers(page: Page, vote: OpenBallot, place: int) -> None:
    page.get_by_label("The number on your card").fill(" ".join(vote.cards[place].groups).lower())
    page.get_by_role("button", name="Show me what I can vote on").click()


def test_a_phone_without_a_script_votes_changes_its_mind_and_leaves_nothing_behind(
    browser: Browser, home: str, vote: OpenBallot, world: World
) -> None:
    visitor = Visitor(browser, home, script=False, phone=True)
    page = visitor.go("/vote")
    show_papers(page, vote, 0)
    page.get_by_label("Soup").select_option("1")
    page.get_by_label("Tea").select_option("1")
    page.get_by_role("button", name="Go on, look at it once more").click()
    expect(page.get_by_text("The number 1 stands twice.").first).to_be_visible()
    expect(page.get_by_label("Soup")).to_have_value("1")
    page.get_by_label("Tea").select_option("2")
    page.get_by_role("button", name="Go on, look at it once more").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    page.get_by_role("button", name="No, change it").click()
    expect(page.get_by_label("Soup")).to_have_value("")
    page.get_by_label("Bread").select_option("1")
    page.get_by_role("button", name="Go on, look at it once more").click()
    page.get_by_role("button", name="Yes, put it in the box").click()
    expect(page.get_by_role("heading", name="Counted")).to_be_visible()
    expect(page.get_by_text("Bread")).to_have_count(0)
    assert vote.cards[0].code not in page.url
    assert visitor.context.cookies() == []
    assert visitor.off_origin() == []
    assert rows(world, Envelope) == 1
    visitor.close()


def test_the_keyboard_alone_votes_and_no_page_has_a_barrier(
    browser: Browser, home: str, vote: OpenBallot, world: World
) -> None:
    visitor = Visitor(browser, home, script=True)
    page = visitor.go("/vote")
    assert visitor.axe_violations() == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the form")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#code").focus()  # where the skip link leads
    page.keyboard.type(vote.cards[1].code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your vote")).to_be_visible()
    assert visitor.axe_violations() == []
    _tab_to(page, "rank-b")
    page.keyboard.type("1")
    _tab_to_button(page, "Go on, look at it once more")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Bread")).to_be_visible()
    assert visitor.axe_violations() == []
    _tab_to_button(page, "Yes, put it in the box")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Counted")).to_be_visible()
    assert visitor.axe_violations() == []
    for path in ("/ballots", f"/ballots/{vote.ref}"):
        visitor.go(path)
        assert visitor.axe_violations() == [], path
    assert rows(world, Envelope) == 1
    visitor.close()


def test_on_a_shared_device_back_shows_no_paper_and_no_card_of_the_one_before(
    browser: Browser, home: str, vote: OpenBallot
) -> None:
    visitor = Visitor(browser, home, script=True)
    page = visitor.go("/vote/kiosk/start")
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("The number on your card").fill(vote.cards[4].code)
    page.get_by_role("button", name="Show me what I can vote on").click()
    page.get_by_label("Soup").select_option("1")
    page.get_by_role("button", name="Go on, look at it once more").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    assert visitor.axe_violations() == []
    page.get_by_role("link", name="Clear this page").click()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    for _ in range(3):
        with suppress(Error):  # the browser would have to send the form again, and asks first
            page.go_back(wait_until="commit")
        shown = page.content()
        assert vote.cards[4].code not in shown
        assert "Is this right?" not in shown
        assert "Soup" not in shown
    visitor.close()


def test_w3m_votes(home: str, vote: OpenBallot, world: World, tmp_path: Path) -> None:
    code = vote.cards[2].code
    assert "The number on your card" in w3m.read(f"{home}/vote")
    papers = w3m.send(f"{home}/vote", {"code": code}, folder=tmp_path)
    assert "Soup" in papers
    assert "1 for the one that you like best" in papers
    marks = {"code": code, "ballot": vote.ref, "rank-a": "1", "rank-c": "2"}
    assert "Is this right?" in w3m.send(f"{home}/vote", {**marks, "look": "yes"}, folder=tmp_path)
    assert "Counted" in w3m.send(f"{home}/vote", marks, folder=tmp_path)
    assert rows(world, Envelope) == 1


def test_a_teller_signs_in_after_the_close_and_the_result_is_drawn(
    browser: Browser, vote: OpenBallot, world: World
) -> None:
    for number, card in enumerate(vote.cards):
        cast(world, vote.ref, card, {"rank-a" if number % 2 else "rank-b": ["1"], "rank-c": ["2"]})
    later = (NOW + LASTS + timedelta(hours=1)).isoformat()
    with served(world.settings, SAYSO_TEST_NOW=later) as server:
        teller = Visitor(browser, server.address, script=True)
        teller.sign_in("teller1", PASSPHRASE)
        page = teller.go("/desk/ballots")
        page.get_by_role("link", name="Shall the drop-in stay open late?").click()
        assert teller.axe_violations() == []
        teller.press("Count it now")
        page = teller.go(f"/ballots/{vote.ref}")
        expect(page.get_by_text("12 cards voted.")).to_be_visible()
        assert teller.axe_violations() == []
        assert teller.faults == []
        teller.close()


def _tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''") == name:
            return
    raise AssertionError(f"no way to {name} by Tab")


def _tab_to_button(page: Page, label: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == label:
            return
    raise AssertionError(f"no way to {label} by Tab")
