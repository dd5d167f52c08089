"""Whoever sends a form empty is led from each sentence of the summary to the field that it is about."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from starlette.testclient import TestClient

from tests.pages.conftest import Played
from tests.pages.contract import parse
from tests.pages.crawling import Crawl, dead_anchors, is_page
from tests.pages.test_every_page import ROLES, STARTS
from tests.support.sign_in import signed_in

pytestmark = pytest.mark.long

NAMES = re.compile(r"[A-Z]{1,3}-[0-9A-Z]{4,}|\d+")
CHOSEN = {"checkbox", "radio", "file", "submit"}
# What a single press carries out for good: it has no field to be led to.
DONE_AT_ONCE = re.compile(r"sign-out|/sessions|/erase|/end$|/void|/drop|/remove|/backups|/desk/keys/")


def emptied(form: Element) -> Iterator[dict[str, str]]:
    """What a browser sends of this form with nothing typed or chosen, once for each of its buttons."""
    sent = {
        field.get("name") or "": (field.get("value") or "") if field.get("type") == "hidden" else ""
        for tag in ("input", "textarea", "select")
        for field in form.iter(tag)
        if field.get("type") not in CHOSEN
    }
    pressed = [
        {one.get("name") or "": one.get("value") or ""} for one in form.iter("button") if one.get("name")
    ]
    yield from ({**sent, **one} for one in pressed or [{}])


def lost(client: TestClient, pages: list[str]) -> tuple[int, list[str]]:
    """How many forms came back, and where a link of their summaries leads nowhere."""
    done, came_back, faults = set(), 0, []
    for form in (form for text in pages for form in parse(text).iter("form")):
        action = form.get("action") or ""
        if (form.get("method") or "").lower() != "post" or DONE_AT_ONCE.search(action):
            continue
        for sent in emptied(form):
            kind = (NAMES.sub("*", action), sent.get("action"), sent.get("act"), *sorted(sent))
            if kind in done or sent.get("action") in ("erase", "withdraw"):
                continue
            done.add(kind)
            answer = client.post(action, data=sent)
            if answer.status_code == 422 and answer.headers["content-type"].startswith("text/html"):
                came_back += 1
                faults += [f"{action}: {fault}" for fault in dead_anchors(answer.text)]
    return came_back, faults


def pages_of(client: TestClient, within: str, starts: list[str]) -> list[str]:
    """The text of two pages of every kind."""
    found = (client.get(address) for address in Crawl(client, within, each=2).walk(starts).visited)
    return [answer.text for answer in found if is_page(answer)]


@pytest.mark.parametrize("name", ROLES)
def test_at_the_desk(played: Played, name: str) -> None:
    client = signed_in(played.world, name)
    came_back, faults = lost(client, pages_of(client, "/desk", ["/desk"]))
    assert faults == []
    assert came_back > 0


def test_among_participants(played: Played) -> None:
    client = played.world.browser()
    own = [client.post("/receipt", data={"code": code}).text for code in played.stage.codes.values()]
    doors = [client.get(path).text for path in ("/say/for-someone", "/kiosk", "/vote")]
    came_back, faults = lost(client, [*own, *doors, *pages_of(client, "/", list(STARTS))])
    assert faults == []
    assert came_back > 5
