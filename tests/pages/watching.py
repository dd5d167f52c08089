"""What a participant's phone is left with: every public page and every page of a code, in Chromium."""

import re
from typing import Any

from playwright.sync_api import Browser, Request, ViewportSize

from tests.support.browser import Visitor
from tests.support.doors import Door, all_doors

NARROW: ViewportSize = {"width": 320, "height": 640}
ELSEWHERE = {"leave"}  # leads away from here on purpose
NOT_PAGES = re.compile(r"\.[a-z]+$|^/(healthz$|static/|desk/)")
STORES = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(one => one.name), ...await caches.keys(),
  ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope), ...document.cookie.split(";"),
].filter(Boolean)"""


class Watch:
    """A window on a small phone with scripts on; ``faults`` says what a page kept, sent or pushed aside."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.visitor = Visitor(browser, home, script=True)
        self.visitor.page.set_viewport_size(NARROW)
        self.visitor.context.on("request", self._note)
        self.told: list[str] = []  # addresses, Referer headers and titles
        self.faults: list[str] = []
        self.seen = 0

    def look(self) -> None:
        """Look at the page that stands there."""
        page = self.visitor.page
        self.seen += 1
        self.told.append(page.title())
        self.faults += [f"{page.url} keeps {one}" for one in page.evaluate(STORES)]
        sizes = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
        if sizes[0] > sizes[1]:
            self.faults.append(f"{page.url} is {sizes[0]} px wide")

    def press(self, name: str) -> None:
        """Press a button and look at the page that follows."""
        self.visitor.press(name)
        self.look()

    def left(self) -> list[str]:
        """Everything that was wrong, with what the browser itself still holds."""
        kept: Any = self.visitor.context.storage_state(indexed_db=True)
        stored = [*map(str, kept["cookies"]), *map(str, kept["origins"])]
        return [*self.faults, *stored, *self.visitor.off_origin(), *self.visitor.faults]

    def _note(self, request: Request) -> None:
        self.told += [request.url, request.headers.get("referer", "")]


def page_doors() -> list[Door]:
    """Every address of the public side that answers a GET with a page, read from the routers."""
    return [
        door
        for door in all_doors()
        if not door.is_desk
        and door.method == "GET"
        and door.name not in ELSEWHERE
        and not NOT_PAGES.search(door.path)
    ]


def holds(text: str, code: str) -> bool:
    """Whether the code stands in a text, however it is cut."""
    return code in re.sub(r"[^0-9A-Z]", "", text.upper())
