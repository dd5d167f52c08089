"""Making ``bundle.zip`` of a published ballot: the same bytes for the same ledger, whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ballots import bundle
from app.domain.ballots.paper import Chamber
from app.domain.ballots.reconciliation import cards_document
from app.domain.errors import NotFound
from app.domain.ledger import canonical, leaves, tree
from app.domain.ledger.canonical import Value
from app.domain.ledger.heads import to_record
from app.domain.lifecycles import BallotState
from app.models.ballots import Ballot
from app.models.ledger import LedgerHead
from app.rooms.ballots.queries import get_nullifiers, get_openings, paper_of
from app.rooms.ballots.records import ballot_record
from app.rooms.ledger.queries import get_node, get_size, list_heads, list_inclusion_path, list_leaf_bodies
from app.vault.machine import MachineKeys

_LEAVES_AT_ONCE = 2_000


@dataclass(frozen=True)
class _Placed:
    index: int
    body: bytes


def make_bundle(session: Session, ballot: Ballot, machine: MachineKeys) -> bytes:
    """The archive; ``NotFound`` before a result is published, and for a void ballot."""
    if ballot.state != BallotState.PUBLISHED.value or ballot.result is None:
        raise NotFound("not_found")
    placed = list(_list_leaves(session, ballot))
    size = placed[-1].index + 1
    files = _papers(session, ballot) | {
        bundle.CARDS: canonical.encode(_cards(ballot, placed)),
        bundle.LEAVES: bundle.lines([_line(session, one, size) for one in placed]),
    }
    files[bundle.HEADS] = canonical.encode(_heads(session, ballot, files, size=size, machine=machine))
    return bundle.pack(files)


def _papers(session: Session, ballot: Ballot) -> dict[str, bytes]:
    place: dict[str, Value] = {"leaf": ballot.ledger_leaf, "salt": (ballot.ledger_salt or b"").hex()}
    files = {
        bundle.PAPER: canonical.encode(ballot.paper),
        bundle.NULLIFIERS: bundle.lines([one.hex().encode() for one in get_nullifiers(session, ballot)]),
        bundle.RECORD: canonical.encode(ballot_record(ballot) | {"ledger": place}),
        bundle.RESULT: canonical.encode(ballot.result),
    }
    for name, document in _chambers(ballot).items():
        if document["opened"]:
            chamber = Chamber(name)
            files[bundle.openings_name(chamber)] = get_openings(session, ballot, chamber)
    return files


def _cards(ballot: Ballot, placed: list[_Placed]) -> dict[str, Value]:
    cast = {name: document["cast"] for name, document in _chambers(ballot).items()}
    return cards_document(paper_of(ballot), (leaves.decode(one.body) for one in placed), cast)


def _chambers(ballot: Ballot) -> dict[str, dict[str, int]]:
    chambers: dict[str, dict[str, int]] = (ballot.result or {})["chambers"]
    return chambers


def _list_leaves(session: Session, ballot: Ballot) -> Iterator[_Placed]:
    """All acts on the ballot and on the batches of its roll, in their order on the ledger."""
    subjects = [f"ballot:{ballot.ref}", *(f"card_batch:{card.ref}" for card in paper_of(ballot).cards)]
    wanted = [canonical.encode({"subject": subject})[1:-1] for subject in subjects]
    size = get_size(session)
    for start in range(0, size, _LEAVES_AT_ONCE):
        bodies = list_leaf_bodies(session, start, min(start + _LEAVES_AT_ONCE, size))
        for index, body in enumerate(bodies, start=start):
            if any(one in body for one in wanted):
                yield _Placed(index, body)


def _line(session: Session, one: _Placed, size: int) -> bytes:
    path = [step.hex() for step in list_inclusion_path(session, one.index, size)]
    return canonical.encode({"index": one.index, "leaf": one.body.hex(), "path": path})


def _heads(
    session: Session, ballot: Ballot, files: dict[str, bytes], *, size: int, machine: MachineKeys
) -> dict[str, Value]:
    """The tree as it was after the ballot's last leaf, and the daily head before it, which never changes."""
    node = partial(get_node, session)
    newest = session.scalar(
        select(LedgerHead.size).where(LedgerHead.size < size).order_by(LedgerHead.size.desc()).limit(1)
    )
    before = next((head for head in list_heads(session) if head.head.size == newest), None)
    path = tree.consistency_proof(before.head.size, size, node) if before else []
    heads: dict[str, Value] = {
        "before": to_record(before) if before else None,
        "files": bundle.digests(files),
        "head": {"root": tree.root(size, node).hex(), "size": size},
        "key": machine.ledger_public.hex(),
        "path": [step.hex() for step in path],
        "ref": ballot.ref,
    }
    return heads | {"signature": machine.sign(bundle.signed_bytes(heads)).hex()}
