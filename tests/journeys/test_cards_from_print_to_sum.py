"""Cards through real pages: printed, drawn, voided, counted; and a card behind a proposal, on any browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.board import found_board
from tests.support.browser import Visitor
from tests.support.cards import made
from tests.support.organisation import PASSPHRASE, World
from tests.support.proposals import put_up
from tests.support.w3m import read, send

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("backend", "script"),
    [("sqlite", False), ("sqlite", True), pytest.param("postgresql", False, marks=pytest.mark.long)],
    indirect=["backend"],
)
def test_a_batch_is_printed_drawn_from_voided_and_counted(
    browser: Browser, world: World, home: str, script: bool
) -> None:
    found_board(world)
    desk = Visitor(browser, home, script=script)
    desk.sign_in("secretary", PASSPHRASE)
    page = desk.go("/desk/cards")
    page.get_by_label("Season: first day").fill("2026-11-01")
    page.get_by_label("Season: last day").fill("2026-11-23")
    page.get_by_label("How many").fill("6")
    desk.press("Make the cards")
    codes = [re.sub(r"\s", "", one) for one in page.locator(".number").all_inner_texts()]
    assert len(set(codes)) == 6
    page.get_by_role("link", name="Go on to the batch when the print is good").click()
    page.get_by_label("Cards in the bag").fill("4")
    page.get_by_label("First witness").select_option("steward")
    page.get_by_label("Second witness").select_option("secretary")
    desk.press("Open the bag")
    expect(page.get_by_role("alert")).to_contain_text("lived-experience seat")
    page.get_by_label("First witness").select_option("lived_experience_seat")
    desk.press("Open the bag")
    page.get_by_label("Cards left in the bag").fill("\n".join([codes[3], "not a code"]))
    desk.press("Void these and end the shift")
    expect(page.get_by_role("alert")).to_contain_text("Line 2 is no whole code")
    expect(page.get_by_label("Cards left in the bag")).to_have_value("\n".join([codes[3], "not a code"]))
    page.get_by_label("Cards left in the bag").fill(codes[3].lower())
    desk.press("Void these and end the shift")
    expect(page.get_by_role("heading", name="Open a bag")).to_be_visible()
    assert [one for one in desk.faults if "422" not in one] == []
    if script:
        assert desk.axe_violations() == []


@pytest.mark.parametrize(("backend", "script"), [("sqlite", False), ("sqlite", True)], indirect=["backend"])
def test_two_people_count_what_was_kept_back(browser: Browser, world: World, home: str, script: bool) -> None:
    found_board(world)
    world.pass_time(days=-91)
    batch = made(world, 4)
    world.pass_time(days=91)
    path, kept = f"/desk/cards/{batch.batch.ref}", "\n".join(code.code for code in batch.codes)
    for name, then in (("teller1", "Your count is in"), ("teller2", "Printed = kept back + handed out.")):
        person = Visitor(browser, home, script=script)
        person.sign_in(name, PASSPHRASE)
        page = person.go(path)
        page.get_by_label("Cards that were kept back").fill(kept)
        person.press("This is what I counted")
        expect(page.get_by_text(then)).to_be_visible()
        assert person.faults == []
        if script:
            assert person.axe_violations() == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_card_backs_a_proposal_on_a_phone_without_a_script(
    browser: Browser, world: World, home: str
) -> None:
    ref, card = put_up(world), made(world, 1).codes[0]
    phone = Visitor(browser, home, script=False, phone=True)
    page = phone.go(f"/proposals/{ref}")
    page.get_by_label("The number on your card").fill("K7QM 4XTR 9WDA 2HCE")
    phone.press("Back this with my card")
    expect(page.get_by_role("alert")).to_contain_text("This card does not count here")
    expect(page.get_by_label("The number on your card")).to_have_value("K7QM 4XTR 9WDA 2HCE")
    page.get_by_label("The number on your card").fill(" ".join(card.groups).lower())
    phone.press("Back this with my card")
    expect(page.get_by_role("status")).to_contain_text("Your card stands behind this")
    assert card.code not in re.sub(r"[^0-9A-Z]", "", page.content().upper())
    assert card.code not in page.url
    assert phone.context.cookies() == []
    assert phone.off_origin() == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_card_backs_a_proposal_by_the_keyboard_alone(browser: Browser, world: World, home: str) -> None:
    ref, card = put_up(world), made(world, 1).codes[0]
    person = Visitor(browser, home, script=True)
    page = person.go(f"/proposals/{ref}")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "card":
            break
    page.keyboard.type(card.code)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("status")).to_contain_text("Your card stands behind this")
    assert person.axe_violations() == []


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_card_backs_a_proposal_in_a_text_browser(world: World, home: str, tmp_path: Path) -> None:
    ref, card = put_up(world), made(world, 1).codes[0]
    shown = read(f"{home}/proposals/{ref}")
    assert "The number on your card" in shown
    assert "Back this with my card" in shown
    fields = {"card": " ".join(card.groups).lower()}
    answer = send(f"{home}/proposals/{ref}/support", fields, folder=tmp_path)
    assert "Your card stands behind this" in answer
