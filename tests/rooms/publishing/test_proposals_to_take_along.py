"""Open data and feed of proposals: what a program reads is what the ledger committed to."""

import csv
import io
from xml.etree import ElementTree

from starlette.testclient import TestClient

from tests.support.organisation import World
from tests.support.proposals import CHANGE, TITLE, begin, put_up, refuse

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_file_holds_public_proposals_with_their_ledger(world: World, client: TestClient) -> None:
    draft, refused, ref = begin(world), begin(world), put_up(world)
    refuse(world, refused)
    items = {item["ref"]: item for item in client.get("/open-data/proposals.json").json()["items"]}
    assert draft not in items
    assert items[ref]["versions"][0]["change"] == CHANGE
    assert items[refused]["change"] is None
    assert items[refused]["screening"]["ground"] == "names_someone"
    assert all(item["ledger"]["salt"] for item in items.values())


def test_the_table_has_one_row_a_proposal(world: World, client: TestClient) -> None:
    ref = put_up(world)
    rows = list(csv.DictReader(io.StringIO(client.get("/open-data/proposals.csv").text)))
    assert [(row["ref"], row["title"], row["state"]) for row in rows] == [(ref, TITLE, "open_for_support")]


def test_the_feed_stands_before_anything_opened(world: World, client: TestClient) -> None:
    begin(world)
    feed = client.get("/feeds/proposals.atom")
    assert feed.status_code == 200
    assert not list(ElementTree.fromstring(feed.text).iter(f"{ATOM}entry"))  # noqa: S314  # our own


def test_the_feed_tells_what_opened(world: World, client: TestClient) -> None:
    ref = put_up(world)
    feed = client.get("/feeds/proposals.atom")
    entry = next(ElementTree.fromstring(feed.text).iter(f"{ATOM}entry"))  # noqa: S314  # our own
    assert entry.findtext(f"{ATOM}title") == TITLE
    assert (entry.findtext(f"{ATOM}id") or "").endswith(f"/proposals/{ref}")
