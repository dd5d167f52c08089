"""A real Chromium, with and without a script; htmx's CDN answered with our own copy of the same file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from app.web.htmx import CDN, FILE
from tests.support.factors import next_paper_code

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HTMX = Path(__file__).parent.parent.parent / "app" / "web" / "static" / FILE
PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, headless=True)
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Somebody at a browser: every page they see is checked, and every request they make is known."""

    def __init__(self, browser: Browser, home: str, *, script: bool, phone: bool = False) -> None:
        self.home = home
        self.script = script
        self.context: BrowserContext = browser.new_context(
            java_script_enabled=script, viewport=PHONE if phone else DESK, locale="en-US"
        )
        self.context.route(CDN, self._answer_with_our_copy)
        self.requests: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._note)

    def go(self, path: str) -> Page:
        """Open a page of ours."""
        self.page.goto(self.home + path)
        return self.page

    def sign_in(self, name: str, passphrase: str) -> None:
        """Sign in by the form, with a code from this person's paper where the second step is asked."""
        self.go("/desk/sign-in")
        self.page.get_by_label("Sign-in name").fill(name)
        self.page.get_by_label("Passphrase").fill(passphrase)
        self.page.get_by_role("button", name="Sign in").click()
        if "/desk/sign-in/factor" in self.page.url:
            self.page.get_by_label("Code").fill(next_paper_code(self.home, name))
            self.page.get_by_role("button", name="Sign in").click()

    def press(self, name: str) -> None:
        """Press a button and wait until its answer stands."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def axe_violations(self) -> list[str]:
        """What axe finds on this page (it runs in the page, so only where scripts may)."""
        found = Axe().run(self.page)
        return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]

    def off_origin(self) -> list[str]:
        """Requests that left our origin, htmx's CDN aside."""
        ours = (self.home, "data:", "about:", CDN)
        return [url for url in self.requests if not url.startswith(ours)]

    def close(self) -> None:
        """Close the window."""
        self.context.close()

    def _note(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.faults.append(str(getattr(message, "text", "")))

    @staticmethod
    def _answer_with_our_copy(route: Route) -> None:
        route.fulfill(
            body=HTMX.read_bytes(),
            content_type="text/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        )
