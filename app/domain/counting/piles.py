"""Papers in piles: what every option holds, at what value, and where the papers go next.

A pile is a list of parcels; a parcel is papers that were received together at one value. The papers of the
first stage stay in the profile and are read from there, so that half a million ballots are not copied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from app.domain.counting.profile import Profile, Ranking, WeakRanking

Papers: TypeAlias = dict[Ranking | WeakRanking, int]
# Whole numbers of the smallest value that a rule knows; fractions where it rounds nothing.
Units: TypeAlias = int | Fraction

# What a round costs besides its papers, in papers; ``work`` measures a count without a clock.
A_ROUND, AN_OPTION = 1_000, 100


@dataclass(frozen=True)
class Parcel:
    """``papers`` begin with the option that holds them; each is worth ``value`` units."""

    value: Units
    papers: Papers


@dataclass
class Piles:
    """Mutable while one count runs; ``copy`` makes an independent one for following a tie both ways.

    One vote is ``unit`` units; remainders below a unit are ignored unless ``exact``.
    """

    profile: Profile
    unit: int
    exact: bool = False
    votes: dict[int, Units] = field(default_factory=dict)
    received: dict[int, tuple[Parcel, ...]] = field(default_factory=dict)
    gone: bytes = b""
    work: int = 0

    def copy(self) -> "Piles":
        return replace(self, votes=dict(self.votes), received=dict(self.received))

    def deal(self) -> int:
        """Give each option the papers that put it first, alone at that rank; returns how many are valid."""
        first = dict.fromkeys(self.profile.standing, 0)
        self.received = dict.fromkeys(self.profile.standing, ())
        for ranking, weight in self.profile.strict.items():
            if ranking:
                first[ranking[0]] += weight
        for ranks, weight in self.profile.weak.items():
            if len(ranks[0]) == 1:
                first[ranks[0][0]] += weight
        self.votes = {place: papers * self.unit for place, papers in first.items()}
        return sum(first.values())

    def retire(self, place: int) -> None:
        """From now on preferences for this option are passed over."""
        self.gone += bytes([place])

    def hand_on(self, place: int, *, surplus: Units | None = None) -> dict[int, Units]:
        """Move every paper of a retired option to its next choice; units received by each of them.

        With ``surplus`` each paper goes on at surplus x value / votes, the remainder ignored (rule 48);
        without it at the value at which it was received (rule 50).
        """
        self.work += A_ROUND + AN_OPTION * len(self.votes) + len(self.profile.strict)
        votes = self.votes[place]
        gained: dict[int, Units] = {}
        for value, papers in self._parcels(place):
            worth = value if surplus is None else self._divide(surplus * value, votes)
            for target, going in self._sorted_by_next(papers).items():
                if worth:
                    self.received[target] += (Parcel(worth, going),)
                units = worth * sum(going.values())
                self.votes[target] += units
                gained[target] = gained.get(target, 0) + units
        self.received[place] = ()
        return gained

    def _divide(self, product: Units, votes: Units) -> Units:
        return Fraction(product) / votes if self.exact else product // votes

    def _parcels(self, place: int) -> Iterator[tuple[Units, Iterable[tuple[Ranking | WeakRanking, int]]]]:
        yield self.unit, self._first_papers(place)
        for parcel in self.received[place]:
            yield parcel.value, parcel.papers.items()

    def _first_papers(self, place: int) -> Iterator[tuple[Ranking | WeakRanking, int]]:
        own = bytes([place])
        for ranking, weight in self.profile.strict.items():
            if ranking[:1] == own:
                yield ranking, weight
        for ranks, weight in self.profile.weak.items():
            if ranks[0] == own:
                yield ranks, weight

    def _sorted_by_next(self, papers: Iterable[tuple[Ranking | WeakRanking, int]]) -> dict[int, Papers]:
        """Papers by next available preference, reduced to what is left of them; spent ones fall out."""
        piles: dict[int, Papers] = {place: {} for place in self.votes}
        gone = self.gone
        for paper, weight in papers:
            if isinstance(paper, bytes):
                ranking = paper.translate(None, gone)
                if ranking:
                    pile = piles[ranking[0]]
                    pile[ranking] = pile.get(ranking, 0) + weight
            elif ranks := _left_of_weak(paper, gone):
                pile = piles[ranks[0][0]]
                pile[ranks] = pile.get(ranks, 0) + weight
        return {place: pile for place, pile in piles.items() if pile}


def _left_of_weak(ranks: WeakRanking, gone: bytes) -> WeakRanking:
    """A rank that several continuing options share names no next choice: the paper is spent there."""
    rest = tuple(filter(None, (rank.translate(None, gone) for rank in ranks)))
    return rest if rest and len(rest[0]) == 1 else ()
