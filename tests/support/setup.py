"""What an administrator types at the first start, and a browser that walks through its pages."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

import httpx
from starlette.testclient import TestClient

from app.db import Database
from app.rooms.admin.setup_link import make_setup_link
from tests.pages.contract import parse
from tests.support.organisation import NOW

Fields = dict[str, str | list[str]]

PLACE: Fields = {
    "name": "Lantern Street",
    "about": "Supplies, care and a place to sit.",
    "time_zone": "America/New_York",
    "languages": ["en", "es"],
    "places": "Drop-in\nNight van",
}
PEOPLE: Fields = {
    f"{row}-{part}": value
    for row, values in {
        "administrator": ("ada", "Ada", "Office"),
        "steward-1": ("sol", "Sol", "Reader 1"),
        "steward-2": ("sam", "Sam", "Reader 2"),
        "director": ("dee", "Dee", "Director"),
    }.items()
    for part, value in zip(("name", "display", "title"), values, strict=True)
}
OUTSIDE: Fields = {"outside-name": "oli", "outside-display": "Oli", "outside-title": "Outside reader"}


@dataclass
class SetupWalk:
    """A browser at the first start; ``token`` is what the printed link carries."""

    client: TestClient
    token: str

    def send(self, data: Fields, *, path: str = "/desk/setup") -> httpx.Response:
        """Send one form."""
        return self.client.post(path, data=data)

    def begin(self) -> httpx.Response:
        """Open the link and press its button."""
        page = self.client.get("/desk/setup", params={"token": self.token})
        return self.send(fields_of(page.text))

    def fill(self, page: httpx.Response, more: Fields | None = None, *, go: str = "next") -> httpx.Response:
        """Send the form of a page as a browser would, with more typed into it."""
        return self.send({**fields_of(page.text), **(more or {}), "go": go})

    def to_check(self, people: Fields | None = None) -> httpx.Response:
        """All steps up to the last look."""
        texts = self.fill(self.begin(), PLACE)
        return self.fill(self.fill(texts), {**PEOPLE, **(people or {})})

    def found(self, page: httpx.Response) -> httpx.Response:
        """Press the last button."""
        return self.send(fields_of(page.text), path="/desk/setup/found")


def start_walk(database: Database, client: TestClient) -> SetupWalk:
    """A fresh link, and a browser that has not opened it yet."""
    with database.write() as session:
        return SetupWalk(client, make_setup_link(session, NOW))


def fields_of(text: str) -> Fields:
    """What a browser would send of the page's only form (its first with a method), untouched."""
    form = next(iter(parse(text).iter("form")))
    found: dict[str, list[str]] = {}
    for field in form.iter():
        name, kind = field.get("name"), field.get("type")
        if not name or field.tag not in ("input", "select", "textarea"):
            continue
        if kind in ("checkbox", "radio") and field.get("checked") is None:
            continue
        found.setdefault(name, []).append(_value(field))
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def text_of(page: str, element_id: str) -> str:
    """The words inside the element with this id."""
    found = next(element for element in parse(page).iter() if element.get("id") == element_id)
    return " ".join("".join(found.itertext()).split())


def _value(field: Element) -> str:
    if field.tag == "textarea":
        return (field.text or "").removeprefix("\n")
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return chosen[0].get("value") or "" if chosen else ""
    return field.get("value") or ""
