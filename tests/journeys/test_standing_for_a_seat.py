"""From one's own page to a seat on the board, without a script: named on a phone, read by the keyboard alone,
put on a ballot by the secretary, chosen by cards, seated."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from app.rooms.ballots.closing import settle_due
from tests.journeys.people import Colleague
from tests.support.ballots import LASTS, OpenBallot, ballot_of, cast, clock_of, counted, printed
from tests.support.board import found_board
from tests.support.browser import Visitor
from tests.support.nominations import ALIAS, SAYS, accepted, asked, stood
from tests.support.organisation import NOW, World
from tests.support.server import served
from tests.support.voices import speak

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.parametrize("backend", ["sqlite"], indirect=True),
]

HOUSE = ZoneInfo("America/New_York")  # the invented organisation's clock
OPENS = NOW + timedelta(hours=1)


def test_somebody_stands_on_a_phone_is_chosen_by_cards_and_sits(browser: Browser, world: World) -> None:
    found_board(world)
    ref, code = asked(world), speak(world).code
    stood(world, speak(world).code, "Sorrel", "More benches.")
    accepted(world, ref)
    with served(world.settings, SAYSO_TEST_NOW=NOW.isoformat()) as server:
        _stands(browser, server.address, code)
        _is_read_by_the_keyboard_alone(browser, server.address, ref)
        ballot = _is_put_on_a_ballot(browser, server.address, ref, world)
    world.now = OPENS
    with world.database.write() as session:
        settle_due(session, clock_of(world))
    paper = ballot_of(world, ballot.ref).paper
    (key,) = [one["key"] for one in paper["options"] if one["name"] == ALIAS]
    for card in ballot.cards:
        cast(world, ballot.ref, card, {"approve": [key]})
    counted(world, ballot)
    with served(world.settings, SAYSO_TEST_NOW=world.now.isoformat()) as server:
        _takes_the_seat(browser, server.address, ballot.ref)
        _reads_it_by_the_code(browser, server.address, code)


def _own_page(browser: Browser, home: str, code: str) -> Visitor:
    phone = Visitor(browser, home, script=False, phone=True)
    phone.go("/receipt").get_by_label("Your code").fill(code)
    phone.press("Open it")
    return phone


def _stands(browser: Browser, home: str, code: str) -> None:
    phone = _own_page(browser, home, code)
    page = phone.page
    page.locator("summary", has_text="Stand for a seat").click()
    page.get_by_label("The name you want to be known by").fill(ALIAS)
    phone.press("Stand for a seat")
    expect(page.get_by_label("The name you want to be known by")).to_have_value(ALIAS)
    page.get_by_label("What you want to do on the board").fill(SAYS)
    phone.press("Stand for a seat")
    expect(page.get_by_text(f"You stand as {ALIAS}.")).to_be_visible()
    wide = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide[0] <= wide[1]
    assert phone.context.cookies() == []
    assert phone.off_origin() == []
    phone.close()


def _is_read_by_the_keyboard_alone(browser: Browser, home: str, ref: str) -> None:
    steward = Colleague(browser, home, "steward", script=False)
    page = steward.window.go("/desk")
    page.get_by_role("link", name=ref).press("Enter")
    expect(page.get_by_role("heading", name=ALIAS)).to_be_visible()
    page.locator("main").click(position={"x": 2, "y": 2})
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Onto the ballot":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing waits to be read.")).to_be_visible()
    assert steward.leave() == []


def _is_put_on_a_ballot(browser: Browser, home: str, ref: str, world: World) -> OpenBallot:
    secretary = Colleague(browser, home, "secretary", script=False)
    page = secretary.window.go(f"/desk/nominations/{ref}")
    secretary.press("Take no more names", then="Make the ballot")
    for name, moment in (("opens", OPENS), ("closes", OPENS + LASTS)):
        _fill_moment(secretary, name, moment)
    for box in page.get_by_role("checkbox").all():
        box.check()
    secretary.window.press("Make the ballot")
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)
    secretary.see("Who shall sit on the board?")
    ballot = page.url.rpartition("/")[2]
    cards = printed(world, ballot, 12)
    page = secretary.window.go(f"/desk/ballots/{ballot}")
    secretary.window.press("Freeze it")
    expect(page.get_by_text(ALIAS).first).to_be_visible()
    assert ballot_of(world, ballot).frozen_at is not None
    assert secretary.leave() == []
    return OpenBallot(ballot, cards)


def _fill_moment(secretary: Colleague, name: str, moment: datetime) -> None:
    there = moment.astimezone(HOUSE)
    secretary.page.locator(f"[name={name}_on]").fill(there.date().isoformat())
    secretary.page.locator(f"[name={name}_time]").fill(f"{there:%H:%M}")


def _takes_the_seat(browser: Browser, home: str, ballot: str) -> None:
    chair = Colleague(browser, home, "chair", script=False)
    page = chair.window.go(f"/desk/ballots/{ballot}")
    expect(page.get_by_text(f"Elected: {ALIAS}")).to_be_visible()
    chair.window.press("Seat them")
    assert chair.leave() == []
    anybody = Visitor(browser, home, script=False)
    expect(anybody.go("/board").get_by_text(ALIAS).first).to_be_visible()
    anybody.close()


def _reads_it_by_the_code(browser: Browser, home: str, code: str) -> None:
    phone = _own_page(browser, home, code)
    expect(phone.page.get_by_text("You were chosen. A seat is yours.")).to_be_visible()
    phone.close()
