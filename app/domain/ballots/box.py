"""The box at its close: what the ledger commits to before anybody counts.

Two Merkle trees as in RFC 9162 over sorted entries, so that the order says nothing: ``roll`` over the
nullifiers, which are published, and ``box`` over a hash of each nullifier with its envelope.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.ledger.tree import Frontier, leaf_hash

NULLIFIER_BYTES = 32


@dataclass(frozen=True)
class BoxCommitment:
    """How many envelopes, and the two roots (32 bytes each)."""

    envelopes: int
    roll: bytes
    box: bytes


def envelope_hash(nullifier: bytes, sealed: bytes) -> bytes:
    """Binds the envelope to its nullifier, 32 bytes."""
    return hashlib.sha256(b"sayso envelope 1\x00" + nullifier + sealed).digest()


def commit_to(envelopes: Iterable[tuple[bytes, bytes]]) -> BoxCommitment:
    """``envelopes`` are pairs of nullifier (32 bytes) and sealed vote, in any order."""
    pairs = sorted(envelopes)
    hashes = sorted(envelope_hash(nullifier, sealed) for nullifier, sealed in pairs)
    return BoxCommitment(len(pairs), roll_root(nullifier for nullifier, _ in pairs), _root(hashes))


def roll_root(nullifiers: Iterable[bytes]) -> bytes:
    """The root over the sorted nullifiers: anybody makes it again from the published list."""
    return _root(sorted(nullifiers))


def _root(entries: Iterable[bytes]) -> bytes:
    tree = Frontier()
    for entry in entries:
        tree.add(leaf_hash(entry))
    return tree.root()
