"""The sample pages in a real browser: what a small phone, a narrow zoom and axe say of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has none
from playwright.sync_api import Browser, Page, sync_playwright

from tests.pages.gallery import main

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SMALL_PHONE = {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages and the sheet as files."""
    made = tmp_path_factory.mktemp("pages")
    main(made)
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield opened
        opened.close()


def shown(browser: Browser, file: Path, **context: Any) -> Page:  # Any: playwright's own options
    """A sample page, open in a window like this."""
    page = browser.new_context(**context).new_page()
    page.goto(file.as_uri())
    return page


def test_the_message_box_begins_on_the_first_screen_of_a_small_phone(browser: Browser, folder: Path) -> None:
    for language in ("en", "am", "ar"):
        page = shown(browser, folder / f"say.{language}.html", viewport=SMALL_PHONE)
        box = page.locator("#message").bounding_box()
        assert box is not None
        assert box["y"] < 640 / 2, language
        assert page.locator(".call").first.is_visible()
        page.context.close()


def test_all_help_lines_show_by_themselves_on_a_wide_page(browser: Browser, folder: Path) -> None:
    page = shown(browser, folder / "say.en.html", viewport={"width": 1280, "height": 800})
    assert page.get_by_text("Someone not breathing?").is_visible()
    assert not page.locator(".fold > summary").is_visible()
    page.context.close()


@pytest.mark.parametrize(
    "name", ["say.en", "say.ar", "home.en", "home.ar", "parts.am", "desk.en", "error-404.en"]
)
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, folder: Path, name: str) -> None:
    page = shown(browser, folder / f"{name}.html", viewport={"width": 320, "height": 640})
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e =>
            !e.closest('.tbl, .strands, .hide, .skip, svg') && (e.getBoundingClientRect().right > 320.5
            || e.getBoundingClientRect().left < -0.5)).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    page.context.close()


@pytest.mark.parametrize("name", ["say.en", "home.en", "parts.en"])
def test_what_a_thumb_must_hit_is_44_pixels_high(browser: Browser, folder: Path, name: str) -> None:
    page = shown(browser, folder / f"{name}.html", viewport=SMALL_PHONE)
    low = page.evaluate(
        """() => [...document.querySelectorAll('.row a, .leave a, .btn, summary, .choice, .act, .name')]
            .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.9)
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert low == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["say.en", "say.ar", "home.en", "parts.en", "desk.en", "error-429.en"])
def test_axe_finds_nothing(browser: Browser, folder: Path, name: str, scheme: str) -> None:
    page = shown(
        browser, folder / f"{name}.html", color_scheme=scheme, viewport={"width": 1280, "height": 900}
    )
    violations = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in violations] == []
    page.context.close()
