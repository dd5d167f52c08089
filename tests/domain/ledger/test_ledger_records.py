import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger import canonical, leaves
from app.domain.ledger.commitments import commitment, opens
from app.domain.ledger.leaves import Leaf

SALT = bytes(range(32))
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
integers = st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER)
records = st.recursive(
    st.none() | st.booleans() | integers | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
LEAF = Leaf(
    act="answer.publish",
    subject="answer:A-7K2Q",
    state="published",
    by="responder",
    week="2026-W47",
    facts={"outcome": "change_planned", "voices": 3, "rule": {"quorum": "1/2"}, "themes": ["T-1", "T-2"]},
    commitments={"record": "0f" * 32},
)


def test_a_record_has_one_spelling() -> None:
    record: canonical.Value = {"b": [1, True, None], "a": 'caña ☕ "\n', "é": (), "Z": {"y": -7}}
    assert canonical.encode(record).decode() == (
        '{"Z":{"y":-7},"a":"caña ☕ \\"\\n","b":[1,true,null],"é":[]}'
    )


@given(records)
def test_what_is_encoded_is_read_back_the_same(record: canonical.Value) -> None:
    assert canonical.decode(canonical.encode(record)) == record


@given(records)
def test_any_other_spelling_is_refused(record: canonical.Value) -> None:
    with pytest.raises(ValueError, match="canonical"):
        canonical.decode(b" " + canonical.encode(record))


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        {"a": [0.0]},
        2**53,
        -(2**53),
        b"bytes",
        {1: "a"},
        {None: 1},
        {"a": {1, 2}},
        "\ud800",
    ],
)
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical.encode(value)  # type: ignore[arg-type]


def test_a_record_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ValueError, match="deep"):
        canonical.encode(endless)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b'"\\u0041"',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"9007199254740992",
        b'"\\ud800"',
        b"\xff",
        b"",
        b"[" * 100_000,
        b"1" * 10_000,
    ],
)
def test_bytes_that_no_record_encodes_to_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        canonical.decode(data)


def test_text_is_not_normalised() -> None:
    assert canonical.encode("e\u0301") != canonical.encode("\u00e9")


def test_a_commitment_opens_with_its_text_and_salt_only() -> None:
    committed = commitment({"reason": "Sí"}, salt=SALT)
    assert opens(committed, {"reason": "Sí"}, salt=SALT)
    assert not opens(committed, {"reason": "Si"}, salt=SALT)
    assert not opens(committed, {"reason": "Sí"}, salt=SALT[::-1])


def test_a_commitment_is_a_hash_that_anyone_can_write_again() -> None:
    expected = hashlib.sha256(b"sayso commitment 1\x00" + SALT + b'{"a":1}').hexdigest()
    assert commitment({"a": 1}, salt=SALT) == expected


@pytest.mark.parametrize("salt", [b"", SALT[:-1], SALT + b"\x00"])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment("a", salt=salt)


def test_a_leaf_is_read_back_from_its_bytes() -> None:
    assert leaves.decode(leaves.encode(LEAF)) == LEAF


def test_the_bytes_of_a_leaf_stay_what_they_are() -> None:
    leaf = replace(LEAF, facts={"voices": 3}, state=None)
    assert leaves.encode(leaf).decode() == (
        '{"act":"answer.publish","by":"responder","commitments":{"record":"' + "0f" * 32 + '"},'
        '"facts":{"voices":3},"state":null,"subject":"answer:A-7K2Q","week":"2026-W47"}'
    )


@pytest.mark.parametrize(
    "change",
    [
        {"act": "publish"},
        {"act": "Answer.publish"},
        {"subject": "A-7K2Q"},
        {"subject": "answer:A 7"},
        {"state": "Published!"},
        {"by": "Ana"},
        {"week": "2026-W54"},
        {"week": "2026-11-20"},
        {"facts": {"reason": "They said no."}},
        {"facts": {"quorum": {"words": ["two words"]}}},
        {"facts": {"Reason": 1}},
        {"facts": {"share": 0.5}},
        {"commitments": {"record": "0F" * 32}},
        {"commitments": {"record": "0f" * 31}},
        {"commitments": {"the record": "0f" * 32}},
        {"facts": {"many": ["x" * 128] * 200}},
    ],
)
def test_a_leaf_holds_tokens_and_numbers_never_sentences(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        leaves.encode(replace(LEAF, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["act", "by", "commitments", "facts", "state", "subject", "week"])
def test_a_leaf_without_one_of_its_fields_is_refused(name: str) -> None:
    record = json.loads(leaves.encode(LEAF))
    del record[name]
    with pytest.raises(ValueError, match="fields"):
        leaves.decode(canonical.encode(record))


def test_a_leaf_with_a_field_more_is_refused() -> None:
    record = json.loads(leaves.encode(LEAF)) | {"at": "2026-11-20T09:15:00Z"}
    with pytest.raises(ValueError, match="fields"):
        leaves.decode(canonical.encode(record))


@pytest.mark.parametrize("data", [b"[]", b"null", b"7", b'"act"'])
def test_a_leaf_is_a_record(data: bytes) -> None:
    with pytest.raises(ValueError, match="fields"):
        leaves.decode(data)


@pytest.mark.parametrize("name", ["act", "subject", "state", "by", "week", "facts", "commitments"])
def test_a_leaf_with_a_number_where_another_thing_belongs_is_refused(name: str) -> None:
    record = json.loads(leaves.encode(LEAF)) | {name: 7}
    with pytest.raises(ValueError):
        leaves.decode(canonical.encode(record))
