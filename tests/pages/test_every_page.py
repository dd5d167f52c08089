"""Every page that links lead to, on the demonstration: the page contract, the headers, the links, and axe."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from app.db import open_database
from app.demo.playing import play
from app.demo.stage import Stage
from app.settings import Settings
from app.vault.machine import load_or_create
from app.web.languages import KNOWN
from tests.pages.contract import check_page
from tests.pages.crawling import Crawl, header_faults
from tests.support.browser import Visitor, chromium
from tests.support.databases import Templates
from tests.support.organisation import CHEAP, NOW, PASSPHRASE, World
from tests.support.participant import Participant, code_on
from tests.support.server import served
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
DARK = ("/", "/say", "/receipt", "/answers", "/board", "/desk", "/desk/inbox", "/desk/answers")


@dataclass(frozen=True)
class Played:
    """The demonstration, played once: its application, and the codes that its people hold."""

    world: World
    stage: Stage


@pytest.fixture(scope="module")
def played(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The demonstration as `make demo` has it, at a small argon2 cost."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings = Settings(
        data=folder,
        database_url=templates.copy("sqlite", "migrated", folder),
        base_url="http://testserver",
        demonstration=True,
    )
    database = open_database(settings)
    stage = play(database, load_or_create(folder), costs=(CHEAP, CHEAP))
    world = World(settings, database)
    with world.running():
        yield Played(world, stage)
    database.close()


@pytest.fixture(scope="module")
def address(played: Played) -> Iterator[str]:
    """The demonstration's own server."""
    with served(played.world.settings, SAYSO_TEST_NOW=NOW.isoformat(), SAYSO_DEMONSTRATION="true") as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with chromium() as opened:
        yield opened


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
def test_axe_finds_nothing_on_any_kind_of_workspace_page(
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
    """What axe, the console and the network say of these pages."""
    faults = []
    for page in pages:
        visitor.go(page)
        faults += [f"{page}: {fault}" for fault in visitor.axe_violations()]
    return [*faults, *visitor.faults]
