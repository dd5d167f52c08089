"""What one leaf says: who in what office did what to which thing, in which week.

A leaf stays for good, so it holds short tokens and numbers, never sentences, names of people or times.
A text enters only as a commitment. Participants' acts are never leaves; their weekly totals are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.ledger import canonical

MAX_BYTES = 16_384
PROGRAM = "program"
RECORD = "record"
"""Name of the commitment to what the public reads; from such a leaf on the subject is in the open data."""
TAKEN_BACK = "taken_back"
"""Name of the fact, true, with which a leaf takes the subject out of the open data again."""

_ACT = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)+", re.ASCII)
_SUBJECT = re.compile(r"[a-z][a-z_]*:[A-Za-z0-9][A-Za-z0-9_.-]{0,79}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9_.:/+-]{1,128}", re.ASCII)
_WEEK = re.compile(r"[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FIELDS = {"act", "by", "commitments", "facts", "state", "subject", "week"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One act of governance.

    `act` as "answer.publish", `subject` as "answer:A-7K2Q", `state` the subject's state after the act (None
    when the act leaves it alone), `by` a role or "program", `week` as "2026-W47", `facts` tokens, integers
    and lists or records of them, `commitments` names with 64 hex digits each.
    """

    act: str
    subject: str
    state: str | None
    by: str
    week: str
    facts: Mapping[str, canonical.Value] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)


def encode(leaf: Leaf) -> bytes:
    """The leaf's bytes, which are hashed, stored and served; ValueError for what a leaf may not hold."""
    record: dict[str, canonical.Value] = {
        "act": leaf.act,
        "by": leaf.by,
        "commitments": dict(leaf.commitments),
        "facts": dict(leaf.facts),
        "state": leaf.state,
        "subject": leaf.subject,
        "week": leaf.week,
    }
    data = canonical.encode(record)
    decode(data)
    return data


def decode(data: bytes) -> Leaf:
    """Read a leaf's bytes; ValueError, saying why, unless they are exactly what `encode` writes."""
    if len(data) > MAX_BYTES:
        raise ValueError("it is longer than a leaf may be")
    record = canonical.decode(data)
    if not isinstance(record, dict) or record.keys() != _FIELDS:
        raise ValueError("it has not the fields of a leaf")
    leaf = Leaf(**record)
    _check_tokens(leaf)
    _check_facts(leaf.facts)
    _check_commitments(leaf.commitments)
    return leaf


def takes_back(leaf: Leaf) -> bool:
    """True when from this leaf on the public no longer reads the subject."""
    return leaf.facts.get(TAKEN_BACK) is True


def _check_tokens(leaf: Leaf) -> None:
    for pattern, value, name in (
        (_ACT, leaf.act, "act"),
        (_SUBJECT, leaf.subject, "subject"),
        (_NAME, leaf.by, "by"),
        (_WEEK, leaf.week, "week"),
    ):
        if not (isinstance(value, str) and pattern.fullmatch(value)):
            raise ValueError(f"bad {name}")
    if leaf.state is not None and not (isinstance(leaf.state, str) and _NAME.fullmatch(leaf.state)):
        raise ValueError("bad state")


def _check_facts(facts: object) -> None:
    if not isinstance(facts, dict):
        raise ValueError("its facts are no record")
    for name, value in facts.items():
        if not _NAME.fullmatch(name):
            raise ValueError("a fact has a bad name")
        _check_fact(value)


def _check_fact(value: object) -> None:
    if isinstance(value, str):
        if not _TOKEN.fullmatch(value):
            raise ValueError("a fact is text, not a token")
    elif isinstance(value, dict):
        _check_facts(value)
    elif isinstance(value, list):
        for item in value:
            _check_fact(item)


def _check_commitments(commitments: object) -> None:
    if not isinstance(commitments, dict):
        raise ValueError("its commitments are no record")
    for name, digest in commitments.items():
        if not (_NAME.fullmatch(name) and isinstance(digest, str) and _HASH.fullmatch(digest)):
            raise ValueError("bad commitment")
