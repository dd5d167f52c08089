"""The Merkle tree of RFC 9162, section 2.1, over SHA-256, kept as its complete subtrees.

A node (level, index) is the hash of the 2**level leaves that begin at index * 2**level. Only complete
subtrees are ever stored, so no stored node changes; whatever lies at the ragged right edge is computed.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

GetNode = Callable[[int, int], bytes]
"""Given (level, index), the stored hash of that complete subtree."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one leaf's bytes; the prefix keeps a leaf from ever passing for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def append(size: int, leaf: bytes, get_node: GetNode) -> list[tuple[int, int, bytes]]:
    """The (level, index, hash) rows to store when the hash `leaf` becomes leaf `size`, counted from 0."""
    rows = [(0, size, leaf)]
    level, index, digest = 0, size, leaf
    while index & 1:
        digest = node_hash(get_node(level, index - 1), digest)
        level, index = level + 1, index >> 1
        rows.append((level, index, digest))
    return rows


def peaks(size: int) -> list[tuple[int, int]]:
    """The (level, index) of the complete subtrees that a tree of `size` leaves consists of, left to right."""
    levels = [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]
    return [(level, (size >> level) - 1) for level in levels]


def root(size: int, get_node: GetNode) -> bytes:
    """Root of the first `size` leaves."""
    return _subtree(0, size, get_node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, get_node: GetNode) -> list[bytes]:
    """Hashes that lead from leaf `index` to the root of `size` leaves, lowest first (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of that size")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if index < middle:
            path.append(_subtree(middle, end, get_node))
            end = middle
        else:
            path.append(_subtree(start, middle, get_node))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, get_node: GetNode) -> list[bytes]:
    """Hashes that show the first `old` of `new` leaves to be unchanged (2.1.4.1); none if old is 0 or new."""
    if not 0 <= old <= new:
        raise ValueError("the older tree is the larger one")
    if old == 0:
        return []
    path: list[bytes] = []
    start, end = 0, new
    while old < end:
        middle = start + _largest_power_below(end - start)
        if old <= middle:
            path.append(_subtree(middle, end, get_node))
            end = middle
        else:
            path.append(_subtree(start, middle, get_node))
            start = middle
    if start:
        path.append(_subtree(start, end, get_node))
    return path[::-1]


@dataclass(frozen=True, slots=True)
class State:
    """A tree of `size` leaves with this root: what a head says."""

    size: int
    root: bytes


def includes(tree: State, index: int, leaf: bytes, path: Sequence[bytes]) -> bool:
    """True when `path` proves that the hash `leaf` stands at `index` in that tree (2.1.3.2)."""
    if not 0 <= index < tree.size:
        return False
    position, last, digest = index, tree.size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if position & 1 or position == last:
            digest = node_hash(sibling, digest)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and digest == tree.root


def extends(old: State, new: State, path: Sequence[bytes]) -> bool:
    """True when `path` proves that the new tree only added leaves to the old one (2.1.4.2)."""
    if not 0 <= old.size <= new.size:
        return False
    if old.size == new.size:
        return not path and old.root == new.root
    if old.size == 0:
        return not path and old.root == EMPTY_ROOT
    whole = old.size & (old.size - 1) == 0
    hashes = [old.root, *path] if whole else list(path)
    return bool(hashes) and _folds_to(old, new, hashes)


def _folds_to(old: State, new: State, hashes: Sequence[bytes]) -> bool:
    position, last = old.size - 1, new.size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    older = newer = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and older == old.root and newer == new.root


@dataclass(slots=True)
class Frontier:
    """A tree that is read once from the left: it holds only the peaks, at most one hash a level."""

    size: int = 0
    _peaks: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> list[bytes]:
        """Take the hash of the next leaf; gives the hashes that `append` would store for it."""
        digest, bits, completed = leaf, self.size, [leaf]
        while bits & 1:
            digest = node_hash(self._peaks.pop(), digest)
            completed.append(digest)
            bits >>= 1
        self._peaks.append(digest)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Root of the leaves so far."""
        return _fold(reversed(self._peaks)) if self._peaks else EMPTY_ROOT


def _subtree(start: int, end: int, get_node: GetNode) -> bytes:
    """Root of leaves `start` to `end` (not included), a range that the tree's own splits can make."""
    offset = start
    hashes: list[bytes] = []
    for level, _ in peaks(end - start):
        hashes.append(get_node(level, offset >> level))
        offset += 1 << level
    return _fold(reversed(hashes))


def _fold(hashes_from_the_right: Iterator[bytes]) -> bytes:
    digest = next(hashes_from_the_right)
    for left in hashes_from_the_right:
        digest = node_hash(left, digest)
    return digest


def _largest_power_below(width: int) -> int:
    return 1 << ((width - 1).bit_length() - 1)
