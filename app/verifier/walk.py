"""One pass over all leaves: their form, the roots they give, and what they say of public records."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

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
            start, levels = self.size, defaultdict[int, list[bytes]](list)
            for line in site.leaf_lines(start, size):
                for level, digest in enumerate(self._take(line)):
                    levels[level].append(digest)
            given = [digest for level in sorted(levels) for digest in levels[level]]
            stored = site.node_hashes(start, self.size)
            if stored != b"".join(given):
                self.mismatches += _mismatches(start, levels, stored)

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


def _mismatches(start: int, levels: Mapping[int, Sequence[bytes]], stored: bytes) -> list[str]:
    """Sentences for the lowest level at which what is stored is not what the leaves from `start` on give."""
    if len(stored) != 32 * sum(map(len, levels.values())):
        return [f"the hashes that are stored from leaf {start} on are too few or too many"]
    place = 0
    for level in sorted(levels):
        wrong = []
        for index, digest in enumerate(levels[level], start >> level):
            if stored[place : place + 32] != digest:
                wrong.append(_mismatch(level, index))
            place += 32
        if wrong:
            return wrong
    return []


def _mismatch(level: int, index: int) -> str:
    if level == 0:
        return f"leaf {index} is not the one whose hash is stored"
    first, last = index << level, ((index + 1) << level) - 1
    return f"the hash that is stored for leaves {first} to {last} is not theirs"
