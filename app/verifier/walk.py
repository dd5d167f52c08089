"""One pass over all leaves: their form, the roots they give, and what they say of public records."""

from collections import Counter
from collections.abc import Collection, Sequence

from app.domain.ledger import leaves
from app.domain.ledger.leaves import Leaf
from app.domain.ledger.tree import Frontier, leaf_hash
from app.verifier.site import Site

_REMEMBERED_AT_MOST = 1000


class Walk:
    """A reader that keeps no leaf: peaks of the tree, counts, and the latest commitment of what is public.

    `roots` fills at each size in `stops`, `hashes` with the leaf hash at each index in `samples`.
    `misshapen` and `mismatches` say which leaves have no proper form, which stored hashes are not theirs.
    """

    def __init__(self, *, stops: Collection[int], samples: Collection[int]) -> None:
        self._stops, self._samples = frozenset(stops), frozenset(samples)
        self._frontier = Frontier()
        self.roots: dict[int, bytes] = {0: self._frontier.root()}
        self.hashes: dict[int, bytes] = {}
        self.misshapen: list[str] = []
        self.mismatches: list[str] = []
        self.acts_by_week: Counter[str] = Counter()
        self.records: dict[str, tuple[int, str]] = {}

    @property
    def size(self) -> int:
        """How many leaves have been read."""
        return self._frontier.size

    @property
    def root(self) -> bytes:
        """Root of the leaves that have been read."""
        return self._frontier.root()

    def go_on(self, site: Site, size: int) -> None:
        """Read until `size` leaves have been read."""
        while self.size < size:
            start, hashes = self.size, []
            for line in site.leaf_lines(start, size):
                hashes += self._take(line)
            stored = site.node_hashes(start, self.size)
            if stored != b"".join(hashes):
                self.mismatches += _mismatches(start, hashes, stored)

    def _take(self, line: bytes) -> list[bytes]:
        index = self._frontier.size
        try:
            self._note(index, leaves.decode(line))
        except ValueError as error:
            if len(self.misshapen) < _REMEMBERED_AT_MOST:
                self.misshapen.append(f"leaf {index}: {error}")
        digest = leaf_hash(line)
        completed = self._frontier.add(digest)
        if index in self._samples:
            self.hashes[index] = digest
        if index + 1 in self._stops:
            self.roots[index + 1] = self._frontier.root()
        return completed

    def _note(self, index: int, leaf: Leaf) -> None:
        self.acts_by_week[leaf.week] += 1
        if leaves.RECORD in leaf.commitments:
            self.records[leaf.subject] = (index, leaf.commitments[leaves.RECORD])
        elif leaves.takes_back(leaf):
            self.records.pop(leaf.subject, None)


def _mismatches(start: int, hashes: Sequence[bytes], stored: bytes) -> list[str]:
    """Sentences for the lowest places where what is stored is not the hash of the leaves from `start` on."""
    if len(stored) != 32 * len(hashes):
        return [f"the hashes that are stored from leaf {start} on are too few or too many"]
    different = []
    leaf, level = start, 0
    for place, digest in enumerate(hashes):
        if stored[32 * place : 32 * place + 32] != digest:
            different.append((level, leaf >> level))
        # A leaf completes one subtree for each 1 at the end of its index.
        leaf, level = (leaf, level + 1) if leaf >> level & 1 else (leaf + 1, 0)
    lowest = min(level for level, _ in different)
    return [_mismatch(level, index) for level, index in different if level == lowest]


def _mismatch(level: int, index: int) -> str:
    if level == 0:
        return f"leaf {index} is not the one whose hash is stored"
    first, last = index << level, ((index + 1) << level) - 1
    return f"the hash that is stored for leaves {first} to {last} is not theirs"
