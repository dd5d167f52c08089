from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_inclusion

from app.domain.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    State,
    append,
    consistency_proof,
    extends,
    includes,
    inclusion_proof,
    leaf_hash,
    peaks,
    root,
)

# The eight entries and roots with which Certificate Transparency's own implementations test themselves.
KNOWN_ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

some_entries = st.lists(st.binary(max_size=8), min_size=1, max_size=80)


class Store:
    """Stored nodes as the database keeps them; asking for one that was never stored is a KeyError."""

    def __init__(self, entries: Sequence[bytes]) -> None:
        self.rows: dict[tuple[int, int], bytes] = {}
        for size, entry in enumerate(entries):
            for level, index, digest in append(size, leaf_hash(entry), self.node):
                assert (level, index) not in self.rows
                self.rows[level, index] = digest

    def node(self, level: int, index: int) -> bytes:
        return self.rows[level, index]

    def state(self, size: int) -> State:
        return State(size, root(size, self.node))


def oracle(entries: Sequence[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(list(entries))
    return tree


def test_the_roots_are_those_published_for_certificate_transparency() -> None:
    store = Store([bytes.fromhex(entry) for entry in KNOWN_ENTRIES])
    assert [store.state(size).root.hex() for size in range(1, 9)] == KNOWN_ROOTS


def test_the_root_of_no_leaves_is_the_hash_of_nothing() -> None:
    assert root(0, Store([]).node) == Frontier().root() == EMPTY_ROOT
    assert EMPTY_ROOT.hex().startswith("e3b0c442")


@given(some_entries)
def test_every_root_is_what_pymerkle_computes(entries: list[bytes]) -> None:
    store, theirs = Store(entries), oracle(entries)
    for size in range(1, len(entries) + 1):
        assert store.state(size).root == theirs.get_root(size)


@given(some_entries)
def test_reading_once_from_the_left_gives_the_same_root(entries: list[bytes]) -> None:
    store, frontier = Store(entries), Frontier()
    for size, entry in enumerate(entries, start=1):
        frontier.add(leaf_hash(entry))
        assert (frontier.size, frontier.root()) == (size, store.state(size).root)


@given(some_entries, st.data())
def test_inclusion_proofs_are_those_of_pymerkle_and_hold(entries: list[bytes], data: st.DataObject) -> None:
    store, theirs = Store(entries), oracle(entries)
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    path, tree = inclusion_proof(index, size, store.node), store.state(size)
    proof = theirs.prove_inclusion(index + 1, size)
    assert proof.path == [leaf_hash(entries[index]), *path]
    verify_inclusion(leaf_hash(entries[index]), tree.root, proof)
    assert includes(tree, index, leaf_hash(entries[index]), path)


@given(some_entries, st.data())
def test_consistency_proofs_hold_between_any_two_sizes(entries: list[bytes], data: st.DataObject) -> None:
    store, theirs = Store(entries), oracle(entries)
    new = data.draw(st.integers(1, len(entries)))
    old = data.draw(st.integers(0, new))
    path = consistency_proof(old, new, store.node)
    older = State(old, theirs.get_root(old) if old else EMPTY_ROOT)
    assert extends(older, State(new, theirs.get_root(new)), path)


@given(some_entries, st.data())
def test_a_proof_with_any_bit_changed_is_refused(entries: list[bytes], data: st.DataObject) -> None:
    store = Store(entries)
    index = data.draw(st.integers(0, len(entries) - 1))
    tree, leaf = store.state(len(entries)), leaf_hash(entries[index])
    path = inclusion_proof(index, tree.size, store.node)
    changed = _one_bit_off(path, data)
    assert changed is None or not includes(tree, index, leaf, changed)
    old = data.draw(st.integers(1, len(entries)))
    steps = consistency_proof(old, tree.size, store.node)
    changed = _one_bit_off(steps, data)
    assert changed is None or not extends(store.state(old), tree, changed)


@given(some_entries, st.data())
def test_a_proof_with_a_hash_too_many_or_too_few_is_refused(
    entries: list[bytes], data: st.DataObject
) -> None:
    store, tree = Store(entries), Store(entries).state(len(entries))
    index, extra = data.draw(st.integers(0, tree.size - 1)), b"\x00" * 32
    leaf, path = leaf_hash(entries[index]), inclusion_proof(index, tree.size, store.node)
    assert not includes(tree, index, leaf, [*path, extra])
    assert not path or not includes(tree, index, leaf, path[:-1])
    old = store.state(data.draw(st.integers(0, tree.size)))
    steps = consistency_proof(old.size, tree.size, store.node)
    assert not extends(old, tree, [*steps, extra])
    assert not steps or not extends(old, tree, steps[:-1])


@given(st.lists(st.binary(max_size=8), min_size=2, max_size=60, unique=True), st.data())
def test_a_proof_places_its_leaf_at_one_index_only(entries: list[bytes], data: st.DataObject) -> None:
    store, tree = Store(entries), Store(entries).state(len(entries))
    index, other = data.draw(st.permutations(range(tree.size)))[:2]
    path = inclusion_proof(index, tree.size, store.node)
    assert not includes(tree, other, leaf_hash(entries[index]), path)


@given(some_entries, st.data())
def test_a_changed_history_cannot_be_passed_off_as_longer(entries: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(entries)))
    changed = list(entries)
    changed[data.draw(st.integers(0, old - 1))] += b"!"
    kept, forged = Store(entries).state(old), Store(changed)
    path = consistency_proof(old, len(entries), forged.node)
    assert not extends(kept, forged.state(len(entries)), path)


def test_a_shorter_tree_extends_nothing() -> None:
    store = Store([b"a", b"b", b"c"])
    assert not extends(store.state(3), store.state(2), [])
    assert not extends(State(-1, EMPTY_ROOT), store.state(2), [])


def test_there_is_no_proof_of_what_is_not_there() -> None:
    store = Store([b"a", b"b"])
    assert not includes(store.state(2), 2, leaf_hash(b"a"), [])
    assert not includes(store.state(2), -1, leaf_hash(b"a"), [])
    for index in (-1, 2):
        with pytest.raises(ValueError, match="no such leaf"):
            inclusion_proof(index, 2, store.node)
    with pytest.raises(ValueError, match="larger"):
        consistency_proof(2, 1, store.node)


def test_a_node_never_passes_for_a_leaf() -> None:
    pair = Store([b"a", b"b"])
    inside = leaf_hash(b"a") + leaf_hash(b"b")
    assert Store([inside]).state(1).root != pair.state(2).root


def test_a_tree_consists_of_one_peak_for_each_bit_of_its_size() -> None:
    assert peaks(0) == []
    assert peaks(13) == [(3, 0), (2, 2), (0, 12)]


def _one_bit_off(path: list[bytes], data: st.DataObject) -> list[bytes] | None:
    if not path:
        return None
    place = data.draw(st.integers(0, len(path) - 1))
    byte, bit = data.draw(st.integers(0, 31)), data.draw(st.integers(0, 7))
    changed = bytearray(path[place])
    changed[byte] ^= 1 << bit
    return [*path[:place], bytes(changed), *path[place + 1 :]]
