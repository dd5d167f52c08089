"""What was voted: names and how often each ranking was cast.

An option is its place on the ballot paper, 0 to 254, so that a ranking is a ``bytes``, best first: small
in memory and quick to reduce. A million ballots are a dictionary of the distinct ones.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias, TypeVar

from app.domain.counting.majority import MORE_YES_THAN_NO, MajorityRule

MOST_OPTIONS = 255

Ranking: TypeAlias = bytes
# Ranks best first, each rank the options that share it.
WeakRanking: TypeAlias = tuple[bytes, ...]
Scores: TypeAlias = tuple[tuple[int, Fraction], ...]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Profile:
    """Ballots of one count, each dictionary from a distinct ballot to how many people cast it.

    ``strict`` holds rankings without equal ranks (``b""`` is a blank ballot), ``weak`` those with. A
    ballot with scores stands in ``scores`` beside its ranking. ``approvals`` is None where every option
    that a ballot ranks is approved. ``reopen`` is the option "re-open nominations".
    """

    options: tuple[str, ...]
    seats: int
    strict: Mapping[Ranking, int]
    weak: Mapping[WeakRanking, int] = field(default_factory=dict)
    scores: Mapping[Scores, int] = field(default_factory=dict)
    approvals: Mapping[bytes, int] | None = None
    withdrawn: frozenset[int] = frozenset()
    reopen: int | None = None
    rule: MajorityRule = MORE_YES_THAN_NO
    entitled: int = 0
    title: str = ""

    @property
    def ballots(self) -> int:
        """Everything that was in the box, blank ballots included."""
        return sum(self.strict.values()) + sum(self.weak.values())

    @property
    def standing(self) -> tuple[int, ...]:
        """The options that can be elected, in the order of the ballot paper."""
        return tuple(place for place in range(len(self.options)) if place not in self.withdrawn)

    def names(self, places: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self.options[place] for place in places)


def drop_withdrawn(profile: Profile) -> Profile:
    """The same ballots as if the withdrawn options had not been ranked: everybody below moves up."""
    if not profile.withdrawn:
        return profile
    gone = bytes(profile.withdrawn)
    strict: dict[Ranking, int] = {}
    weak: dict[WeakRanking, int] = {}
    for ranking, weight in profile.strict.items():
        add_ballot(strict, weak, (ranking.translate(None, gone),), weight=weight, linear=True)
    for ranks, weight in profile.weak.items():
        add_ballot(strict, weak, tuple(rank.translate(None, gone) for rank in ranks), weight=weight)
    scores = _sum_by_key(
        (tuple(pair for pair in given if pair[0] not in profile.withdrawn), weight)
        for given, weight in profile.scores.items()
    )
    approvals = profile.approvals and _sum_by_key(
        (liked.translate(None, gone), weight) for liked, weight in profile.approvals.items()
    )
    return replace(profile, strict=strict, weak=weak, scores=scores, approvals=approvals)


def _sum_by_key(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    total: dict[Key, int] = {}
    for key, weight in pairs:
        total[key] = total.get(key, 0) + weight
    return total


def add_ballot(
    strict: dict[Ranking, int],
    weak: dict[WeakRanking, int],
    ranks: WeakRanking,
    *,
    weight: int,
    linear: bool = False,
) -> None:
    """File a ballot under the simplest form of its ranking; empty ranks are closed up.

    ``linear`` says that ``ranks`` is one ranking without equal ranks rather than one rank.
    """
    filled = tuple(bytes(sorted(rank)) for rank in ranks if rank) if not linear else ranks
    if linear or all(len(rank) == 1 for rank in filled):
        ranking = b"".join(filled)
        strict[ranking] = strict.get(ranking, 0) + weight
    else:
        weak[filled] = weak.get(filled, 0) + weight


def first_mentions(ranks: WeakRanking) -> WeakRanking:
    """An option that a ballot names twice counts where it is named first."""
    seen: set[int] = set()
    kept = []
    for rank in ranks:
        kept.append(bytes(dict.fromkeys(place for place in rank if place not in seen)))
        seen.update(rank)
    return tuple(kept)
