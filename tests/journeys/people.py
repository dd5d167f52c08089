"""People at their browsers: what each does on a page, said once, with or without a script."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Visitor
from tests.support.organisation import PASSPHRASE

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){3}")


class Speaker:
    """A participant on a small phone; ``code`` is what they keep on paper."""

    def __init__(self, browser: Browser, home: str, *, script: bool) -> None:
        self.window = Visitor(browser, home, script=script, phone=True)
        self.titles: list[str] = []
        self.code = ""

    def say(self, message: str, *, asks_board: bool = False) -> None:
        """Say something by the form and write the code down."""
        page = self.window.go("/say")
        page.get_by_label("What do you want to say?").fill(message)
        if asks_board:
            page.locator("summary", has_text="More, if you like").click()
            page.get_by_label("I want the board to decide this").check()
        self.press("Send it")
        self.code = " ".join(page.locator("#receipt-code").inner_text().split())
        assert CODE.fullmatch(self.code), self.code

    def come_back(self) -> Page:
        """Open one's page with the code."""
        page = self.window.go("/receipt")
        page.get_by_label("Your code").fill(self.code)
        self.press("Open it")
        return page

    def read(self, path: str) -> Page:
        """Read a public page."""
        page = self.window.go(path)
        self.titles.append(page.title())
        return page

    def press(self, name: str) -> None:
        """Press a button; what stands then is looked at for the code's traces."""
        self.window.press(name)
        self.titles.append(self.window.page.title())

    def leave(self) -> list[str]:
        """Close the window; what was wrong, or stays on the phone beside neutral addresses and titles."""
        kept = self.window.context.storage_state(indexed_db=True)
        symbols = self.code.replace(" ", "")
        seen = [*self.window.requests, *self.titles]
        telling = [one for one in seen if symbols in re.sub(r"[^0-9A-Z]", "", one.upper())]
        self.window.close()
        stored = [*map(str, kept["cookies"]), *map(str, kept["origins"])]
        return [*stored, *telling, *self.window.off_origin(), *self.window.faults]


class Colleague:
    """Somebody signed in to the workspace."""

    def __init__(self, browser: Browser, home: str, name: str, *, script: bool) -> None:
        self.window = Visitor(browser, home, script=script)
        self.page = self.window.page
        self.page.set_default_timeout(10_000)
        self.window.sign_in(name, PASSPHRASE)
        expect(self.page.get_by_role("button", name="Lock")).to_be_visible()

    def see(self, heading: str) -> None:
        """Be on the page with this heading."""
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def press(self, name: str, *, then: str) -> None:
        """Press a button of this name and read these words on what comes back."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        expect(self.page.get_by_text(then).first).to_be_visible()

    def follow(self, name: str) -> None:
        """Follow the first link with these words."""
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, label: str, words: str) -> None:
        """Fill the field with this label."""
        self.page.get_by_label(label, exact=True).first.fill(words)

    def leave(self) -> list[str]:
        """Close the window; what was wrong on the way."""
        self.window.close()
        return [*self.window.faults, *self.window.off_origin()]
