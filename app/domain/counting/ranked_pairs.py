"""Ranked pairs: lock in majorities from the largest margin down, leaving out what would close a circle.

Source: T. N. Tideman, "Independence of clones as a criterion for voting rules" (1987); strength is the
margin. Pairs of equal margin have no order among themselves: where their order matters, every order is
followed and an option is a winner if one of them makes it one (Brill and Fischer, "The Price of Neutrality
for the Ranked Pairs Method", 2012), so a tie is reported and not decided by the ballot paper.
"""

from itertools import groupby
from typing import TypeAlias

from app.domain.counting.pairwise import Matrix, by_order, compare_all
from app.domain.counting.profile import Profile
from app.domain.counting.result import Groups, Result

Pair: TypeAlias = tuple[int, int]
# What each option reaches over the locked pairs, itself included.
Reach: TypeAlias = tuple[frozenset[int], ...]

# Orders of equal pairs followed before the count says that it is tied.
MOST_ORDERS = 5_000


class TooManyOrders(Exception):
    """Equal pairs leave more orders than can be followed."""


def count_ranked_pairs(profile: Profile, seats: int) -> Result:
    matrix = compare_all(profile)
    return by_order("ranked-pairs", profile, seats, matrix=matrix, order=ranked_pairs_order(matrix))


def ranked_pairs_order(matrix: Matrix) -> Groups:
    """Peels off the winners under any order of equal pairs; all are tied when there are too many orders."""
    size = max(matrix.places, default=-1) + 1
    outcomes: set[Reach] = {tuple(frozenset([place]) for place in range(size))}
    try:
        for pairs in pairs_by_margin(matrix):
            outcomes = {after for before in outcomes for after in _lock_level(before, pairs)}
    except TooManyOrders:
        return (matrix.places,)
    return _peel(matrix.places, outcomes)


def pairs_by_margin(matrix: Matrix) -> list[list[Pair]]:
    """Winning pairs, largest margin first, those of one margin together."""

    def margin(pair: Pair) -> int:
        return matrix.margin(*pair)

    winning = sorted((pair for pair in matrix.above if margin(pair) > 0), key=margin, reverse=True)
    return [list(same) for _, same in groupby(winning, key=margin)]


def _lock_level(reach: Reach, pairs: list[Pair]) -> set[Reach]:
    """Everything that locking equal pairs can lead to: those on no circle first, the rest in each order."""
    open_pairs = [(above, below) for above, below in pairs if above not in reach[below]]
    everything = reach
    for pair in open_pairs:
        everything = _lock(everything, pair)
    contested = frozenset(pair for pair in open_pairs if pair[0] in everything[pair[1]])
    for pair in open_pairs:
        if pair not in contested:
            reach = _lock(reach, pair)
    states = {(reach, contested)}
    done: set[Reach] = set()
    while states:
        if len(done) + len(states) > MOST_ORDERS:
            raise TooManyOrders
        reach, left = states.pop()
        choices = [pair for pair in left if pair[0] not in reach[pair[1]]]
        if not choices:
            done.add(reach)
        states.update((_lock(reach, pair), left - {pair}) for pair in choices)
    return done


def _lock(reach: Reach, pair: Pair) -> Reach:
    above, below = pair
    return tuple(seen | reach[below] if above in seen else seen for seen in reach)


def _peel(places: tuple[int, ...], outcomes: set[Reach]) -> Groups:
    left = set(places)
    groups: list[tuple[int, ...]] = []
    while left:
        top = tuple(
            sorted(
                place
                for place in left
                if any(all(place not in reach[other] for other in left - {place}) for reach in outcomes)
            )
        )
        groups.append(top)
        left.difference_update(top)
    return tuple(groups)
