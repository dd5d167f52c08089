import json
import re

import pytest
from nacl.signing import SigningKey
from starlette.testclient import TestClient

from app.domain.ledger import leaves, tree
from app.domain.ledger.heads import from_record, is_signed
from app.domain.ledger.leaves import Leaf
from app.domain.ledger.tree import State
from app.rooms.ledger.actions import append, sign_head
from app.vault.machine import load_or_create
from app.verifier.archive import verify_pyz, verify_pyz_sha256
from tests.support.appending import append_many
from tests.support.organisation import NOW, World


@pytest.fixture
def signed(world: World) -> World:
    """Twenty acts more than the founding, a head of all of them, and one act that no head covers."""
    append_many(world.database, 0, 20)
    with world.database.write() as session:
        sign_head(session, load_or_create(world.settings.data), today=NOW.date())
    append_many(world.database, 20, 1)
    return world


def test_the_page_says_what_was_done_in_which_week(signed: World) -> None:
    with signed.database.write() as session:
        append(session, Leaf("bell.ring", "bell:1", None, "chair", "2026-W49"))
    page = signed.browser().get("/ledger").text
    assert "Week 48 of 2026" in page
    assert "An account was opened" in page
    assert page.index("Another act: bell.ring") < page.index("The organisation was founded here")


def test_the_page_shows_head_key_fingerprint_and_how_to_compare_them(signed: World) -> None:
    page = signed.browser().get("/ledger").text
    published = signed.browser().get("/ledger/head.json").json()
    head = published["heads"][-1]
    assert head["root"] in page
    assert published["key"] in page
    assert verify_pyz_sha256() in page
    assert f"python3 verify.pyz http://testserver --key={published['key']}" in page
    assert f"--head={head['size']}:{head['root']}" in page
    assert "One line was added since the newest head." in page


def test_the_page_stands_before_anything_was_signed(client: TestClient) -> None:
    answer = client.get("/ledger")
    assert answer.status_code == 200
    assert "Newest head" not in answer.text


def test_the_page_stands_when_a_line_was_damaged(signed: World) -> None:
    with signed.database.write() as session:
        session.connection().exec_driver_sql("UPDATE ledger_leaf SET body = hash")
    answer = signed.browser().get("/ledger")
    assert answer.status_code == 200
    assert "A line that has been damaged" in answer.text


def test_the_page_lists_the_newest_weeks_only(world: World) -> None:
    with world.database.write() as session:
        for week in range(10, 20):
            append(session, Leaf("bell.ring", "bell:1", None, "chair", f"2027-W{week}"))
    page = world.browser().get("/ledger").text
    assert re.findall(r"Week (\d+) of 2027", page) == ["19", "18", "17", "16"]


def test_heads_are_published_with_signature_and_key(signed: World) -> None:
    published = signed.browser().get("/ledger/head.json").json()
    head = from_record(published["heads"][0])
    assert is_signed(head, key=bytes.fromhex(published["key"]))
    assert published["current"]["size"] == head.head.size + 1
    seed = load_or_create(signed.settings.data).ledger_seed
    assert published["key"] == bytes(SigningKey(seed).verify_key).hex()
    assert seed.hex() not in json.dumps(published)


def test_leaves_are_served_in_pages_as_the_bytes_that_are_hashed(signed: World) -> None:
    published = signed.browser().get("/ledger/head.json").json()["current"]
    body = signed.browser().get("/ledger/leaves.jsonl").content
    frontier = tree.Frontier()
    for line in body.splitlines():
        leaves.decode(line)
        frontier.add(tree.leaf_hash(line))
    assert (frontier.size, frontier.root().hex()) == (published["size"], published["root"])
    part = signed.browser().get("/ledger/leaves.jsonl?start=3&end=5").content
    assert part.splitlines() == body.splitlines()[3:5]


def test_stored_hashes_are_served_level_by_level(signed: World) -> None:
    lines = signed.browser().get("/ledger/leaves.jsonl").content.splitlines()
    frontier = tree.Frontier()
    completed = [frontier.add(tree.leaf_hash(line)) for line in lines]
    for start, end in ((0, len(lines)), (3, 9), (7, 8), (8, 16), (5, 5)):
        served = signed.browser().get(f"/ledger/nodes.bin?start={start}&end={end}").content
        page = completed[start:end]
        expected = [hashes[level] for level in range(6) for hashes in page if len(hashes) > level]
        assert served == b"".join(expected)


def test_proofs_are_served_for_every_leaf_and_size(signed: World) -> None:
    browser = signed.browser()
    lines = browser.get("/ledger/leaves.jsonl").content.splitlines()
    published = browser.get("/ledger/head.json").json()
    newest = State(published["current"]["size"], bytes.fromhex(published["current"]["root"]))
    older = from_record(published["heads"][0]).head.state
    for size, state in ((older.size, older), (newest.size, newest)):
        for index in (0, 7, size - 1):
            proof = browser.get(f"/ledger/proof/{index}.json?size={size}").json()
            path = [bytes.fromhex(step) for step in proof["path"]]
            assert tree.includes(state, index, tree.leaf_hash(lines[index]), path)
    proof = browser.get(f"/ledger/consistency/{older.size}/{newest.size}.json").json()
    assert tree.extends(older, newest, [bytes.fromhex(step) for step in proof["path"]])
    assert browser.get("/ledger/proof/0.json").json()["size"] == newest.size


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/ledger/proof/999.json", 404),
        ("/ledger/proof/0.json?size=0", 404),
        ("/ledger/proof/0.json?size=999", 404),
        ("/ledger/proof/-1.json", 422),
        ("/ledger/proof/zero.json", 422),
        (f"/ledger/proof/{10**30}.json", 422),
        ("/ledger/consistency/5/3.json", 404),
        ("/ledger/consistency/0/999.json", 404),
        (f"/ledger/consistency/0/{10**30}.json", 422),
        (f"/ledger/leaves.jsonl?start={10**30}", 422),
        ("/ledger/leaves.jsonl?start=one", 422),
        ("/ledger/leaves.jsonl?start=5&end=2", 200),
        ("/ledger/leaves.jsonl?start=99999", 200),
        ("/ledger/nodes.bin?start=99999", 200),
        ("/ledger/nodes.bin?start=5&end=2", 200),
        ("/ledger/nodes.bin?end=-1", 422),
    ],
)
def test_addresses_of_what_is_not_there_are_answered_in_words(
    signed: World, address: str, status: int
) -> None:
    answer = signed.browser().get(address)
    assert answer.status_code == status
    assert answer.content == b"" if status == 200 else "<h1>" in answer.text


def test_the_verifier_is_served_as_it_is_fingerprinted(client: TestClient) -> None:
    answer = client.get("/verify.pyz")
    assert answer.content == verify_pyz()
    assert "verify.pyz" in answer.headers["content-disposition"]


def test_the_page_speaks_the_readers_language(signed: World) -> None:
    page = signed.browser().get("/es/ledger").text
    assert "Se abrió una cuenta" in page
    assert 'href="/es/verify.pyz"' in page
