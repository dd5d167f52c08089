"""What a server says of its ledger in ``/ledger/head.json``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ledger import canonical
from app.domain.ledger.heads import SignedHead, from_record
from app.domain.ledger.tree import State
from app.verifier.site import Site, Unreadable

HEAD_PATH = "/ledger/head.json"
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Published:
    """The key, the signed heads, oldest first, and the tree now, whose last leaves no head covers yet."""

    key: bytes
    heads: Sequence[SignedHead]
    current: State


def read_published(site: Site) -> Published:
    """What the server says now; Unreadable when it is no description of a ledger."""
    record = site.record(HEAD_PATH)
    try:
        return _from_record(record)
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{HEAD_PATH} does not describe a ledger: {error}") from error


def state_from(record: object) -> State:
    """A size and a root as published; ValueError for another form."""
    if not isinstance(record, dict):
        raise ValueError("size and root are missing")
    size, root = record["size"], record["root"]
    if type(size) is not int or not 0 <= size <= canonical.MAX_INTEGER:
        raise ValueError("the size is not a number of leaves")
    return State(size, hash_from(root))


def hash_from(text: object) -> bytes:
    """32 bytes from 64 small hex digits; ValueError for anything else."""
    if not (isinstance(text, str) and _HASH.fullmatch(text)):
        raise ValueError("a hash is 64 hex digits")
    return bytes.fromhex(text)


def path_from(record: object) -> list[bytes]:
    """The hashes of a published proof; ValueError for another form."""
    if not isinstance(record, dict) or not isinstance(record.get("path"), list):
        raise ValueError("a proof has a path")
    return [hash_from(step) for step in record["path"]]


def _from_record(record: canonical.Value) -> Published:
    if not isinstance(record, dict) or not isinstance(record["heads"], list):
        raise ValueError("heads are missing")
    heads = [from_record(head) for head in record["heads"]]
    sizes = [signed.head.size for signed in heads]
    current = state_from(record["current"])
    if sizes != sorted(set(sizes)):
        raise ValueError("the heads do not grow")
    if sizes and sizes[-1] > current.size:
        raise ValueError("the ledger is shorter than its newest head")
    return Published(hash_from(record["key"]), heads, current)
