"""The proofs that a server hands out, checked against roots that were computed from the leaves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from app.domain.ledger.tree import State, extends, includes
from app.verifier.published import path_from
from app.verifier.site import Site, Unreadable

PROOFS_AT_MOST = 32


def spread(count: int, *, at_most: int = PROOFS_AT_MOST) -> list[int]:
    """At most so many of the numbers below `count`, evenly spread, the first and the last among them."""
    if count <= at_most:
        return list(range(count))
    return [place * (count - 1) // (at_most - 1) for place in range(at_most)]


def wrong_inclusions(site: Site, tree: State, hashes: Mapping[int, bytes]) -> Iterator[str]:
    """A sentence for each leaf, given as index and hash, that the server cannot prove to be in the tree."""
    for index, leaf in hashes.items():
        address = f"/ledger/proof/{index}.json?size={tree.size}"
        yield from _flaws(site, address, partial(includes, tree, index, leaf))


def wrong_consistencies(site: Site, states: Sequence[State]) -> Iterator[str]:
    """A sentence for each two neighbours of the rising states that the server cannot prove to be one."""
    for place in spread(len(states) - 1):
        old, new = states[place], states[place + 1]
        address = f"/ledger/consistency/{old.size}/{new.size}.json"
        yield from _flaws(site, address, partial(extends, old, new))


def _flaws(site: Site, address: str, holds: Callable[[list[bytes]], bool]) -> Iterator[str]:
    try:
        if not holds(path_from(site.record(address))):
            yield f"{address} proves nothing"
    except ValueError as error:
        yield f"{address} is not a proof: {error}"
    except Unreadable as error:
        yield str(error)
