"""Open data: the record that the ledger committed to, a table no spreadsheet runs, a feed."""

import csv
import io
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.domain.ledger import leaves
from app.domain.ledger.commitments import opens
from app.models.ledger import LedgerLeaf
from app.rooms.publishing.open_data import guard
from app.rooms.publishing.routes import ANSWER_FIELDS
from tests.support.answers import add_theme, heard, publish, published_answer
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in

ATOM = "{http://www.w3.org/2005/Atom}"


def leaf_at(world: World, index: int) -> leaves.Leaf:
    with world.database.read() as session:
        return leaves.decode(session.get_one(LedgerLeaf, index).body)


def test_each_item_without_its_ledger_field_is_what_the_leaf_committed_to(
    world: World, client: TestClient
) -> None:
    theme = add_theme(world, "Hours")
    voices = [heard(world, themes=[theme]) for _ in range(11)]
    published_answer(
        world, themes=[theme], outcome="change_planned", by_on="2026-12-10", title="Späte Nächte"
    )
    quoted = heard(world, copy="its 2 buses to get here", word_use="quote")
    published_answer(world, to=[quoted], quote_of=quoted.ref, outcome="no_change")
    items = client.get("/open-data/answers.json").json()["items"]
    assert [item["voices"] for item in items] == [None, len(voices)]
    for item in items:
        ledger = item.pop("ledger")
        leaf = leaf_at(world, ledger["leaf"])
        assert leaf.subject == f"answer:{item['ref']}"
        assert opens(leaf.commitments["record"], item, salt=bytes.fromhex(ledger["salt"]))
        assert item.keys() == set(ANSWER_FIELDS)
        item["reason"] += "!"
        assert not opens(leaf.commitments["record"], item, salt=bytes.fromhex(ledger["salt"]))


def test_a_corrected_answer_leaves_the_open_data_and_the_ledger_says_so(
    world: World, client: TestClient
) -> None:
    old = published_answer(world)
    begun = desk_post(signed_in(world, "responder"), f"/desk/answers/{old}/correct")
    new = begun.headers["location"].rsplit("/", 1)[-1]
    publish(world, new)
    items = client.get("/open-data/answers.json").json()["items"]
    assert [(item["ref"], item["replaces"]) for item in items] == [(new, old)]
    taken_back = leaf_at(world, items[0]["ledger"]["leaf"] - 1)
    assert (taken_back.subject, leaves.takes_back(taken_back)) == (f"answer:{old}", True)


def test_the_table_says_the_same_and_no_cell_begins_a_formula(world: World, client: TestClient) -> None:
    published_answer(world, title='=HYPERLINK("http://x","y")', body="-1+2", you_said="@SUM(A1), or\nmore")
    answer = client.get("/open-data/answers.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert rows[0].keys() == {*ANSWER_FIELDS, "ledger_leaf", "ledger_salt"}
    assert (rows[0]["title"][:2], rows[0]["body"], rows[0]["you_said"]) == (
        "'=",
        "'-1+2",
        "'@SUM(A1), or\nmore",
    )
    assert (rows[0]["you_said_is_quote"], rows[0]["voices"]) == ("false", "")


@pytest.mark.parametrize(
    ("text", "guarded"),
    [("=1", "'=1"), ("+1", "'+1"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("a=1", "a=1"), ("", "")],
)
def test_only_what_a_spreadsheet_would_run_is_guarded(text: str, guarded: str) -> None:
    assert guard(text) == guarded


def test_the_feed_is_atom_with_absolute_addresses_that_stay(world: World, client: TestClient) -> None:
    ref = published_answer(world, title="A < B \x0b& C", body="First.\n\nSecond.")
    answer = client.get("/feeds/answers.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314  # our own feed
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/answers/{ref}"
    assert entry.findtext(f"{ATOM}title") == "A < B \ufffd& C"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-23T00:00:00Z"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T00:00:00Z"
    spanish = ElementTree.fromstring(client.get("/es/feeds/answers.atom").content)  # noqa: S314
    assert spanish.findtext(f"{ATOM}entry/{ATOM}id") == entry.findtext(f"{ATOM}id")


def test_an_empty_feed_table_and_list_are_whole(client: TestClient) -> None:
    assert client.get("/open-data/answers.json").json() == {"items": []}
    assert client.get("/open-data/answers.csv").text.count("\n") == 1
    feed = ElementTree.fromstring(client.get("/feeds/answers.atom").content)  # noqa: S314
    assert feed.findtext(f"{ATOM}updated")
