"""Every page that links lead to, on the demonstration: the page contract, the headers, the links, and axe."""

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from app.domain.lifecycles import AnswerState
from app.models.answers import Answer
from app.models.intake import Kiosk
from app.models.organisation import Place
from app.rooms.feedback.kiosks import mark_of_kiosk
from app.vault.machine import load_or_create
from app.web.languages import KNOWN
from tests.pages.conftest import Played
from tests.pages.contract import check_page
from tests.pages.crawling import Crawl, header_faults
from tests.pages.watching import NARROW, Watch, holds, page_doors
from tests.support.browser import Visitor
from tests.support.doors import known_values, real_values
from tests.support.organisation import PASSPHRASE
from tests.support.participant import Participant, code_on
from tests.support.server import Server
from tests.support.sign_in import signed_in

STARTS = (
    "/",
    "/say",
    "/receipt",
    "/answers",
    "/proposals",
    "/board",
    "/decisions",
    "/vote",
    "/ballots",
    "/policies",
    "/ledger",
    "/open-data",
    "/about/privacy",
)
ROLES = (
    "steward",
    "responder",
    "chair",
    "secretary",
    "member1",
    "director",
    "administrator",
    "outside",
    "teller1",
)
COLD = "The heater in the small room is cold."
DARK = ("/", "/say", "/receipt", "/answers", "/board", "/desk", "/desk/inbox", "/desk/answers")


def public_pages(played: Played, language: str) -> Crawl:
    """Everything that a stranger can reach in this language."""
    prefix = f"/{language}" if language else ""
    return Crawl(played.world.browser(), "/").walk([f"{prefix}{start}" for start in STARTS])


@pytest.mark.parametrize("language", ["", "es"])
def test_every_public_page_keeps_the_contract_and_leads_to_no_dead_end(played: Played, language: str) -> None:
    crawl = public_pages(played, language)
    assert crawl.faults == []
    assert len(crawl.pages) >= len(STARTS)
    assert not crawl.client.cookies


@pytest.mark.parametrize("name", ROLES)
def test_every_page_of_the_workspace_keeps_the_contract_for_each_role(played: Played, name: str) -> None:
    crawl = Crawl(signed_in(played.world, name), "/desk").walk(["/desk"])
    assert crawl.faults == []
    assert "/desk" in crawl.pages


@pytest.mark.parametrize("language", ["", "es"])
def test_every_receipt_of_the_demonstration_opens_to_a_page_that_nobody_keeps(
    played: Played, language: str
) -> None:
    person = Participant(played.world.browser(), language)
    sent = person.say("A word for the crawl.")
    faults = []
    for code in [code_on(sent), *played.stage.codes.values()]:
        opened = person.open(code)
        assert opened.status_code == 200
        assert "no-store" in opened.headers["cache-control"]
        faults += [*check_page(opened.text), *header_faults(opened)]
    assert [*check_page(sent.text), *header_faults(sent), *faults] == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["", "es"])
def test_axe_finds_nothing_on_any_kind_of_public_page(
    played: Played, address: str, browser: Browser, language: str
) -> None:
    visitor = Visitor(browser, address, script=True, phone=bool(language))
    found = public_pages(played, language).pages.values()
    pages = [page for page in found if language_of(page) == language]
    assert axe_faults(visitor, pages) == []
    assert visitor.off_origin() == []
    assert visitor.context.cookies() == []
    visitor.close()


@pytest.mark.browser
def test_axe_finds_nothing_on_any_kind_of_workspace_page_and_each_fits_a_small_phone(
    played: Played, address: str, browser: Browser
) -> None:
    seen: set[str] = set()
    faults: list[str] = []
    for name in ROLES:
        crawl = Crawl(signed_in(played.world, name), "/desk", each=1).walk(["/desk"])
        fresh = {kind: page for kind, page in crawl.pages.items() if kind not in seen}
        seen |= set(fresh)
        visitor = colleague(browser, address, name)
        faults += [f"{name}: {fault}" for fault in axe_faults(visitor, list(fresh.values()))]
        visitor.close()
    assert faults == []


@pytest.mark.browser
def test_axe_finds_nothing_on_the_first_pages_in_the_dark(
    played: Played, address: str, browser: Browser
) -> None:
    visitor = colleague(browser, address, "steward")
    visitor.page.emulate_media(color_scheme="dark")
    assert axe_faults(visitor, list(DARK)) == []
    visitor.close()


@pytest.mark.browser
def test_no_public_page_asks_elsewhere_keeps_anything_or_is_wider_than_a_small_phone(
    played: Played, address: str, browser: Browser
) -> None:
    world = played.world
    with world.database.write() as session:
        known = known_values(session)
        published = select(Answer.ref).where(Answer.state == AnswerState.PUBLISHED.value)
        known["/answers/"] = session.scalars(published).first() or ""
        place = session.scalars(select(Place.id)).first()
        session.add(Kiosk(ref="K-7KQ2MX", place_id=place, made_week="2026-W48"))
    mark = mark_of_kiosk("K-7KQ2MX", load_or_create(world.settings.data).form_key)
    watch = Watch(browser, address)
    for door in page_doors():
        answer = watch.visitor.page.goto(address + door.at({**real_values(door, known), "mark": mark}))
        assert answer is not None
        assert (answer.status, answer.headers["content-type"][:9]) == (200, "text/html"), door
        watch.look()
    assert watch.seen >= 25
    assert watch.left() == []
    watch.visitor.close()


@pytest.mark.browser
def test_a_code_is_in_no_address_referer_title_or_log_and_its_pages_keep_nothing(
    played: Played, server: Server, browser: Browser
) -> None:
    watch = Watch(browser, server.address)
    page = watch.visitor.go("/say")
    watch.look()
    page.get_by_label("What do you want to say?").fill(COLD)
    watch.press("Send it")
    code = "".join(page.locator("#receipt-code").inner_text().split())
    watch.press("A sheet to print")
    page.go_back()
    watch.press("I have kept it, show me my page")
    for held in [code, *list(played.stage.codes.values())[::9]]:
        watch.visitor.go("/receipt")
        page.get_by_label("Your code").fill(held)
        watch.press("Open it")
    page.get_by_role("link", name="Answers").first.click()
    watch.look()
    codes = [code, *("".join(one.split()) for one in played.stage.codes.values())]
    log = server.log.read_text()
    assert [one for one in codes for told in [*watch.told, log] if holds(told, one)] == []
    assert COLD not in log
    assert watch.left() == []
    watch.visitor.close()


def colleague(browser: Browser, address: str, name: str) -> Visitor:
    """Somebody's window in which they are signed in."""
    visitor = Visitor(browser, address, script=True)
    visitor.sign_in(name, PASSPHRASE)
    expect(visitor.page.get_by_role("button", name="Lock")).to_be_visible()
    return visitor


def language_of(page: str) -> str:
    """The language that stands in front of the address, empty where none does."""
    first = page.split("/")[1]
    return first if first in KNOWN else ""


def axe_faults(visitor: Visitor, pages: list[str]) -> list[str]:
    """What axe, the console and the network say of these pages, and which are wider than a small phone."""
    faults = []
    usual = visitor.page.viewport_size
    for page in pages:
        visitor.go(page)
        faults += [f"{page}: {fault}" for fault in visitor.axe_violations()]
        visitor.page.set_viewport_size(NARROW)
        wide = visitor.page.locator("html").evaluate("e => e.scrollWidth")
        faults += [f"{page}: {wide} px wide"] if wide > NARROW["width"] else []
        visitor.page.set_viewport_size(usual or NARROW)
    return [*faults, *visitor.faults]
