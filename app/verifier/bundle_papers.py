"""What a bundle says, read once and in its own form; a bundle in another form is ``NoBundle``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.ballots import bundle
from app.domain.ballots.document import paper_from_json, paper_to_json
from app.domain.ballots.paper import Paper
from app.domain.errors import Refusal
from app.domain.ledger import canonical, leaves
from app.domain.ledger.canonical import Value
from app.domain.ledger.heads import SignedHead, from_record
from app.domain.ledger.leaves import Leaf
from app.domain.ledger.tree import State
from app.verifier.bundle_file import NoBundle, lines_of, record_of, value_of
from app.verifier.published import hash_from, path_from, state_from

_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)
_NULLIFIER = re.compile(rb"[0-9a-f]{64}")
_HEADS = {"before", "files", "head", "key", "path", "ref", "signature"}


@dataclass(frozen=True)
class PlacedLeaf:
    """An act, where it stands on the ledger, its bytes, and the proof that it stands there."""

    index: int
    body: bytes = field(repr=False)
    leaf: Leaf
    path: list[bytes] = field(repr=False)


@dataclass(frozen=True)
class Heads:
    """The tree after the ballot's last leaf, the daily head before it, and what was signed."""

    key: bytes
    state: State
    before: SignedHead | None
    path: list[bytes]
    files: Mapping[str, Value]
    ref: str
    signature: bytes
    record: Mapping[str, Value] = field(repr=False)


@dataclass(frozen=True)
class Papers:
    """Everything in a bundle. ``files`` are its bytes by name."""

    files: Mapping[str, bytes] = field(repr=False)
    paper: Paper
    paper_document: Mapping[str, Value]
    record: Mapping[str, Value]
    place: Mapping[str, Value]
    result: Mapping[str, Value]
    nullifiers: list[bytes] = field(repr=False)
    leaves: list[PlacedLeaf]
    heads: Heads

    def acts(self, subject: str) -> list[PlacedLeaf]:
        """The acts on one subject, in their order."""
        return [one for one in self.leaves if one.leaf.subject == subject]


def read_papers(files: dict[str, bytes]) -> Papers:
    """Read every file; ``NoBundle`` names the first that is not as Sayso writes it."""
    record = record_of(files, bundle.RECORD)
    place = record.pop("ledger", None)
    if not isinstance(place, dict):
        raise NoBundle(f"{bundle.RECORD} does not say where it stands on the ledger")
    document = record_of(files, bundle.PAPER)
    return Papers(
        files=files,
        paper=_read_paper(document),
        paper_document=document,
        record=record,
        place=place,
        result=record_of(files, bundle.RESULT),
        nullifiers=[_nullifier(line) for line in lines_of(files, bundle.NULLIFIERS)],
        leaves=[_leaf(line) for line in lines_of(files, bundle.LEAVES)],
        heads=_read_heads(record_of(files, bundle.HEADS)),
    )


def _read_paper(document: dict[str, Value]) -> Paper:
    try:
        paper = paper_from_json(document)
        same = canonical.encode(paper_to_json(paper)) == canonical.encode(document)
    # The rules refuse in their way, dates and enumerations in Python's.
    except (Refusal, ValueError, TypeError, ArithmeticError):
        raise NoBundle(f"{bundle.PAPER} is no paper of a ballot") from None
    if not same:
        raise NoBundle(f"{bundle.PAPER} is not in its one spelling")
    return paper


def _nullifier(line: bytes) -> bytes:
    if not _NULLIFIER.fullmatch(line):
        raise NoBundle(f"{bundle.NULLIFIERS} has a line that is no nullifier")
    return bytes.fromhex(line.decode())


def _leaf(line: bytes) -> PlacedLeaf:
    record = value_of(line, bundle.LEAVES)
    try:
        if not isinstance(record, dict) or record.keys() != {"index", "leaf", "path"}:
            raise ValueError("index, leaf and path are needed")
        index, body = record["index"], record["leaf"]
        if type(index) is not int or index < 0 or not isinstance(body, str) or body != body.lower():
            raise ValueError("an index or a leaf is wrong")
        data = bytes.fromhex(body)
        if data.hex() != body:
            raise ValueError("a leaf is not in its one spelling")
        return PlacedLeaf(index, data, leaves.decode(data), path_from(record))
    except (ValueError, TypeError) as error:
        raise NoBundle(f"{bundle.LEAVES} has a line that is no leaf: {error}"[:300]) from None


def _read_heads(record: dict[str, Value]) -> Heads:
    try:
        if record.keys() != _HEADS:
            raise ValueError("it has other fields")
        before, files, ref, signature = (record[name] for name in ("before", "files", "ref", "signature"))
        if not isinstance(files, dict) or not isinstance(ref, str):
            raise ValueError("files and reference are needed")
        if not (isinstance(signature, str) and _SIGNATURE.fullmatch(signature)):
            raise ValueError("a signature is 128 hex digits")
        return Heads(
            key=hash_from(record["key"]),
            state=_state(record["head"]),
            before=None if before is None else from_record(before),
            path=path_from(record),
            files=files,
            ref=ref,
            signature=bytes.fromhex(signature),
            record=record,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise NoBundle(f"{bundle.HEADS} is not as Sayso writes it: {error}"[:300]) from None


def _state(record: Value) -> State:
    if not isinstance(record, dict) or record.keys() != {"root", "size"}:
        raise ValueError("a head has root and size")
    return state_from(record)
