"""Whatever is falsified on the way from the ledger to the reader, `sayso verify` says so and says where."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import main
from app.domain.ledger import leaves, tree
from app.domain.ledger.leaves import Leaf
from tests.support.public_ledger import KEY, PublicLedger, a_ledger, served

Outcome = tuple[int, str]


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def run(ledger: PublicLedger, *options: str) -> Outcome:
        with served(ledger) as address:
            status = main(["verify", address, *options])
        return status, "".join(capsys.readouterr())

    return run


def test_a_true_ledger_holds(verify: Callable[..., Outcome]) -> None:
    status, said = verify(a_ledger())
    assert status == 0
    assert "All 8 checks hold." in said
    assert "WRONG" not in said
    assert KEY in said
    assert a_ledger().heads[-1]["root"] in said
    assert "2026-W47: 19" in said


def test_an_empty_ledger_holds(verify: Callable[..., Outcome]) -> None:
    status, said = verify(PublicLedger())
    assert status == 0, said


def test_every_page_size_is_read_to_the_end(verify: Callable[..., Outcome]) -> None:
    for leaves_a_page in (1, 3, 19):
        ledger = a_ledger()
        ledger.leaves_a_page = leaves_a_page
        assert verify(ledger)[0] == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(data=st.data())
def test_any_byte_changed_in_any_leaf_is_named(verify: Callable[..., Outcome], data: st.DataObject) -> None:
    ledger = a_ledger()
    index = data.draw(st.integers(0, len(ledger.leaves) - 1))
    place = data.draw(st.integers(0, len(ledger.leaves[index]) - 1))
    changed = bytearray(ledger.leaves[index])
    changed[place] ^= data.draw(st.integers(1, 255))
    ledger.leaves[index] = bytes(changed)
    status, said = verify(ledger)
    assert status == 1
    assert f"leaf {index}" in said or b"\n" in ledger.leaves[index]


def test_a_leaf_rewritten_in_good_form_is_named_with_the_heads_that_it_breaks(
    verify: Callable[..., Outcome],
) -> None:
    ledger = a_ledger()
    ledger.leaves[7] = ledger.leaves[7].replace(b"steward", b"program")
    status, said = verify(ledger)
    assert status == 1
    assert "leaf 7 is not the one whose hash is stored" in said
    assert "12 leaves on 2026-11-19" in said
    assert "6 leaves on 2026-11-18" not in said


def test_history_rewritten_with_all_its_hashes_breaks_the_signed_heads(
    verify: Callable[..., Outcome],
) -> None:
    ledger = PublicLedger(heads=a_ledger().heads)
    for line in a_ledger().leaves:
        ledger.append(leaves.decode(line.replace(b"F-190", b"F-199")))
    status, said = verify(ledger)
    assert status == 1
    assert "WRONG the leaves give the root of every head" in said
    assert "12 leaves on 2026-11-19" in said


@pytest.mark.parametrize("node", [(0, 3), (1, 2), (2, 1), (4, 0)])
def test_a_changed_stored_hash_is_named(verify: Callable[..., Outcome], node: tuple[int, int]) -> None:
    ledger = a_ledger()
    ledger.nodes[node] = bytes(32)
    status, said = verify(ledger)
    level, index = node
    first, last = index << level, ((index + 1) << level) - 1
    named = f"leaf {index} is not" if level == 0 else f"stored for leaves {first} to {last} is not theirs"
    assert status == 1
    assert named in said


@pytest.mark.parametrize(
    ("part", "value"),
    [("size", 11), ("root", "00" * 32), ("day", "2026-11-17"), ("signature", "00" * 64)],
)
def test_any_changed_part_of_a_head_is_named(
    verify: Callable[..., Outcome], part: str, value: int | str
) -> None:
    ledger = a_ledger()
    ledger.heads[1][part] = value
    status, said = verify(ledger)
    assert status == 1
    assert "WRONG the key signed each of the 3 heads" in said
    assert f"{ledger.heads[1]['size']} leaves on {ledger.heads[1]['day']}" in said


def test_a_root_of_now_that_the_leaves_do_not_give_is_named(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.current_root = "00" * 32
    status, said = verify(ledger)
    assert status == 1
    assert "WRONG the 19 leaves give the root now" in said


@pytest.mark.parametrize("proof", ["inclusion", "consistency"])
def test_a_false_proof_is_named(
    verify: Callable[..., Outcome], proof: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Liar(PublicLedger):
        def respond(self, address: str) -> bytes | None:
            body = super().respond(address)
            lies = {"inclusion": "/ledger/proof/4.", "consistency": "/ledger/consistency/6/"}
            if body is None or not address.startswith(lies[proof]):
                return body
            document = json.loads(body)
            document["path"][0] = "00" * 32
            return json.dumps(document).encode()

    true = a_ledger()
    status, said = verify(
        Liar(leaves=true.leaves, nodes=true.nodes, heads=true.heads, open_data=true.open_data)
    )
    assert status == 1
    assert "proves nothing" in said


def test_a_changed_answer_is_named_with_its_leaf(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.open_data["answers"][0]["body"] += " Perhaps."
    status, said = verify(ledger)
    assert status == 1
    assert "answer A-19: its text is not the one that leaf 11 committed to" in said


def test_an_answer_put_back_to_what_it_was_before_its_correction_is_named(
    verify: Callable[..., Outcome],
) -> None:
    ledger, earlier = a_ledger(), PublicLedger()
    for _ in range(5):
        earlier.append(leaves.decode(ledger.leaves[0]))
    earlier.publish_answer("A-18", "Sí: open until nine ☕.")
    ledger.open_data["answers"] = [
        *earlier.open_data["answers"],
        *(item for item in ledger.open_data["answers"] if item["ref"] != "A-18"),
    ]
    status, said = verify(ledger)
    assert status == 1
    assert "answer A-18: it names leaf 5, but the latest that committed to it is leaf 18" in said


def test_an_answer_left_out_is_named(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.open_data["answers"].pop(0)
    status, said = verify(ledger)
    assert status == 1
    assert "answer A-19: leaf 11 made it public, but the open data leaves it out" in said


def test_a_whole_file_left_out_is_named(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.open_data = {}
    status, said = verify(ledger)
    assert status == 1
    assert said.count("but the open data leaves it out") == 3


def test_an_answer_that_no_leaf_made_public_is_named(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.open_data["answers"].append({"ref": "A-99", "body": "Nobody said this."})
    status, said = verify(ledger)
    assert status == 1
    assert "answer A-99: it stands in the open data, but no leaf made it public" in said


def test_an_answer_that_stands_there_twice_is_named(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.open_data["answers"].append(dict(ledger.open_data["answers"][0]))
    status, said = verify(ledger)
    assert status == 1
    assert "answer A-19: it stands in the open data twice" in said


@pytest.mark.parametrize("salt", [None, 7, "", "zz", "00" * 31, "00" * 33])
def test_an_answer_without_its_salt_is_named(verify: Callable[..., Outcome], salt: object) -> None:
    ledger = a_ledger()
    ledger.open_data["answers"][0]["ledger"]["salt"] = salt
    status, said = verify(ledger)
    assert status == 1
    assert "answer A-19: it has no salt with which to open leaf 11" in said


def test_an_answer_taken_back_leaves_the_open_data_and_the_ledger_holds(
    verify: Callable[..., Outcome],
) -> None:
    ledger = a_ledger()
    taken_back = Leaf(
        act="answer.take_back",
        subject="answer:A-19",
        state="taken_back",
        by="responder",
        week="2026-W48",
        facts={leaves.TAKEN_BACK: True},
    )
    ledger.append(taken_back)
    assert "answer A-19: it stands in the open data, but no leaf made it public" in verify(ledger)[1]
    ledger.open_data["answers"].pop(0)
    assert verify(ledger)[0] == 0


def test_acts_added_while_it_reads_are_no_fault(verify: Callable[..., Outcome]) -> None:
    class Busy(PublicLedger):
        def respond(self, address: str) -> bytes | None:
            if address == "/open-data/answers.json" and len(self.leaves) < 21:
                self.publish_answer(f"A-{len(self.leaves)}", "Just now.")
            return super().respond(address)

    true = a_ledger()
    status, said = verify(
        Busy(leaves=true.leaves, nodes=true.nodes, heads=true.heads, open_data=true.open_data)
    )
    assert status == 0, said
    assert "21 leaves, some added just now, give the root" in said


def test_a_kept_key_is_compared(verify: Callable[..., Outcome]) -> None:
    assert verify(a_ledger(), "--key", KEY.upper())[0] == 0
    status, said = verify(a_ledger(), "--key", "00" * 32)
    assert status == 1
    assert "WRONG the key is the one that you gave" in said


def test_a_ledger_signed_anew_with_another_key_is_found_by_the_printed_key(
    verify: Callable[..., Outcome],
) -> None:
    ledger = a_ledger()
    ledger.key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    status, said = verify(ledger)
    assert status == 1
    assert "WRONG the key signed each" in said


@pytest.mark.parametrize("form", ["typed", "json", "file", "whole head.json"])
def test_a_kept_head_is_compared_in_every_form(
    verify: Callable[..., Outcome], form: str, tmp_path: Path
) -> None:
    ledger = a_ledger()
    kept = ledger.heads[0]
    file = tmp_path / "head.json"
    file.write_text(json.dumps({"heads": [kept]} if form == "whole head.json" else kept))
    given = {"typed": f"{kept['size']}:{kept['root']}", "json": json.dumps(kept)}.get(form, str(file))
    status, said = verify(ledger, "--head", given)
    assert status == 0
    assert "ok    the head that you kept, of 6 leaves, is a beginning of this ledger" in said


def test_a_kept_head_of_another_history_is_found(verify: Callable[..., Outcome]) -> None:
    status, said = verify(a_ledger(), "--head", "7:" + "00" * 32)
    assert status == 1
    assert "WRONG the head that you kept, of 7 leaves" in said


def test_a_ledger_cut_short_is_found_by_a_kept_head(verify: Callable[..., Outcome]) -> None:
    kept, ledger = a_ledger().heads[-1], PublicLedger()
    for line in a_ledger().leaves[:5]:
        ledger.append(leaves.decode(line))
    assert verify(ledger)[0] == 0
    status, said = verify(ledger, "--head", f"{kept['size']}:{kept['root']}")
    assert status == 1
    assert "the ledger has only 5 leaves now" in said


@pytest.mark.parametrize(
    "words",
    [
        ["ftp://example.org"],
        ["example.org"],
        ["bundle.zip"],
        ["http://example.org", "--key", "12"],
        ["http://example.org", "--head", "12"],
        ["http://example.org", "--head", "{}"],
        ["http://example.org", "--head", '{"heads":[]}'],
        ["http://example.org", "--head", '{"size":1,"root":2}'],
    ],
)
def test_wrong_use_is_said_in_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger: ledger.heads.reverse(),
        lambda ledger: ledger.heads.append("no head"),
        lambda ledger: ledger.heads[0].pop("day"),
        lambda ledger: ledger.leaves.clear() or ledger.nodes.clear(),
        lambda ledger: setattr(ledger, "key", "none"),
        lambda ledger: setattr(ledger, "leaves_a_page", 0),
        lambda ledger: setattr(ledger, "current_root", "none"),
        lambda ledger: ledger.open_data.update(answers={}),
        lambda ledger: ledger.open_data.update(answers=["text"]),
    ],
)
def test_what_is_no_ledger_is_not_called_checked(
    verify: Callable[..., Outcome], change: Callable[[PublicLedger], object]
) -> None:
    ledger = a_ledger()
    change(ledger)
    status, said = verify(ledger)
    assert status == 1
    assert "NOT CHECKED to the end" in said
    assert "checks hold" not in said


def test_a_server_that_is_not_there_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with served(a_ledger()) as address:
        pass
    assert main(["verify", address]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "/ledger/head.json cannot be read" in err
    assert len(err.splitlines()) == 1


def test_words_of_the_server_cannot_steer_the_readers_terminal(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    ledger.open_data["answers"].append({"ref": "A\x1b[2J\nok"})
    _, said = verify(ledger)
    assert "\x1b" not in said
    assert "A\ufffd[2J\ufffdok" in said


def test_only_so_many_wrong_things_are_listed(verify: Callable[..., Outcome]) -> None:
    ledger = PublicLedger()
    for number in range(30):
        ledger.publish_answer(f"A-{number}", "Yes.")
    ledger.open_data["answers"] = []
    _, said = verify(ledger)
    assert said.count("leaves it out") == 20
    assert "and 10 more" in said


def test_a_large_ledger_is_proved_at_places_spread_over_it(verify: Callable[..., Outcome]) -> None:
    ledger = a_ledger()
    for _ in range(100):
        ledger.append(leaves.decode(ledger.leaves[0]))
    ledger.sign(date(2026, 11, 21))
    status, said = verify(ledger)
    assert status == 0
    assert "the server proves 32 leaves" in said
    assert tree.root(119, ledger.node).hex() in said


def test_records_of_kinds_that_are_not_open_data_are_counted_not_missed(
    verify: Callable[..., Outcome],
) -> None:
    ledger = a_ledger()
    committed = {"record": "0f" * 32}
    ledger.append(Leaf("seat.fill", "seat:1", "filled", "secretary", "2026-W48", {}, committed))
    status, said = verify(ledger)
    assert status == 0
    assert "the 3 public records" in said
    assert "Records of kinds that the open data does not have: 1" in said
