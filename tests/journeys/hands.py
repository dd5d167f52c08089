"""Somebody at a screen of 320 pixels with a keyboard and no script; every page they come to must fit."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.support.browser import Visitor
from tests.support.organisation import World
from tests.support.sign_in import token_of

NARROW: ViewportSize = {"width": 320, "height": 640}
SESSION = "session"  # as the cookie is called on plain http, which loopback alone may speak
STOPS = 250
FIRST = "Skip to the page"  # the second time it comes, all of the page was seen
FOCUSED = """() => {
  const it = document.activeElement
  if (!it || it === document.body) return {name: "", group: "", isSeen: true}
  const label = it.labels && it.labels.length ? it.labels[0].innerText : ""
  const group = it.closest("fieldset")
  return {
    name: (it.getAttribute("aria-label") || label || it.innerText).trim().replace(/\\s+/g, " "),
    group: group ? group.querySelector("legend").innerText : "",
    isSeen: it.getClientRects().length > 0 && it.getBoundingClientRect().left >= 0,
  }
}"""


def let_in(window: Visitor, world: World, name: str) -> None:
    """Give the window a session of this person."""
    window.context.add_cookies([{"name": SESSION, "value": token_of(world, name), "url": window.home}])


class Hands:
    """Things are called as their label, button or link begins; the search goes on from where one is."""

    def __init__(self, browser: Browser, world: World, home: str, name: str = "") -> None:
        self.window = Visitor(browser, home, script=False)
        self.page: Page = self.window.page
        self.page.set_viewport_size(NARROW)
        if name:
            let_in(self.window, world, name)

    def go(self, path: str) -> None:
        """Type an address."""
        self.window.go(path)
        self._fits()

    def to(self, name: str, *, group: str = "") -> None:
        """Press Tab until the thing of this name has the focus, or the first one of a group of choices."""
        passed: list[str] = []
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            assert here["isSeen"], f"the focus is on {here['name']!r}, which nobody sees"
            if here["group" if group else "name"].startswith(group or name):
                return
            if passed.count(FIRST) > 1:
                break
            passed.append(here["name"])
        raise AssertionError(f"the keyboard does not come to {group or name!r} on {self.page.url}: {passed}")

    def press(self, name: str) -> None:
        """Follow a link or press a button, and be on the page that comes."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._fits()

    def unfold(self, name: str) -> None:
        """Open what is folded."""
        self.to(name)
        self.page.keyboard.press("Enter")

    def fill(self, label: str, words: str) -> None:
        """Type over what stands in a field."""
        self.to(label)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(words)

    def pick(self, label: str, option: str) -> None:
        """Type the beginning of an option of a list."""
        self.to(label)
        if self._picked() != option:
            self.page.keyboard.type(option)
        assert self._picked() == option, label

    def tick(self, label: str) -> None:
        """Tick a box."""
        self.to(label)
        self.page.keyboard.press("Space")

    def choose(self, group: str, option: str) -> None:
        """One of several: to the first by Tab, to the others by the arrows."""
        self.to("", group=group)
        for _ in range(STOPS):
            if self.page.evaluate(FOCUSED)["name"].startswith(option):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {option!r} of {group!r}")

    def reads(self, words: str) -> None:
        """These words stand on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def reads_not(self, words: str) -> None:
        """These words stand nowhere on the page."""
        expect(self.page.get_by_text(words)).to_have_count(0)

    def leave(self) -> list[str]:
        """Close the window; what was wrong on the way. A form that was sent back is no fault."""
        self.window.close()
        faults = [one for one in self.window.faults if "status of 422" not in one]
        return [*faults, *self.window.off_origin()]

    def _picked(self) -> str:
        picked: str = self.page.locator(":focus").evaluate("it => it.selectedOptions[0].innerText")
        return picked

    def _fits(self) -> None:
        wide, screen = self.page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert wide <= screen, f"{self.page.url} is {wide} pixels wide"


@dataclass(frozen=True)
class House:
    """One organisation for all of a file, and the address of its own server."""

    world: World
    home: str

    def hands(self, browser: Browser, name: str = "") -> Hands:
        """Somebody at the keyboard; with a name they are signed in."""
        return Hands(browser, self.world, self.home, name)
