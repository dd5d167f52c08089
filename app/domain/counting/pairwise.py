"""Every option against every other: how many ballots rank one above the other, unranked ones tied last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from app.domain.counting.profile import Profile
from app.domain.counting.result import Groups, Result, Round, fill_seats, group_by_tally


@dataclass(frozen=True)
class Matrix:
    """``above[a, b]`` ballots rank ``a`` above ``b``; ``valid`` ballots rank anything at all."""

    places: tuple[int, ...]
    above: Mapping[tuple[int, int], int]
    valid: int

    def margin(self, first: int, second: int) -> int:
        return self.above[first, second] - self.above[second, first]


def compare_all(profile: Profile) -> Matrix:
    """Count every pair in one pass over the distinct ballots.

    Each option has a lane of bits in one long integer, wide enough for every ballot, so that one addition
    counts a whole row. ``not_below[a]`` sums, over the ballots that rank ``a``, the options that stand no
    lower than it; whatever is missing there stands below ``a``.
    """
    width = profile.ballots.bit_length() + 1
    lanes = [1 << (width * place) for place in range(len(profile.options))]
    not_below = [0] * len(profile.options)
    for ranking, weight in profile.strict.items():
        seen = 0
        for place in ranking:
            seen |= lanes[place]
            not_below[place] += seen * weight
    for ranks, weight in profile.weak.items():
        seen = 0
        for rank in ranks:
            seen |= sum(lanes[place] for place in rank)
            for place in rank:
                not_below[place] += seen * weight
    return _read_lanes(profile, not_below, width)


def _read_lanes(profile: Profile, not_below: list[int], width: int) -> Matrix:
    mask = (1 << width) - 1
    above = {}
    for first in profile.standing:
        ranked = (not_below[first] >> (width * first)) & mask
        for second in profile.standing:
            if first != second:
                above[first, second] = ranked - ((not_below[first] >> (width * second)) & mask)
    return Matrix(profile.standing, above, profile.ballots - profile.strict.get(b"", 0))


def layers(places: tuple[int, ...], beats: Mapping[int, set[int]]) -> Groups:
    """Peel off, again and again, the options that nothing left over beats (``beats`` has no cycle)."""
    left = set(places)
    groups: list[tuple[int, ...]] = []
    while left:
        beaten = set().union(*(beats[place] for place in left))
        top = tuple(sorted(left - beaten))
        groups.append(top)
        left.difference_update(top)
    return tuple(groups)


def by_order(method: str, profile: Profile, seats: int, *, matrix: Matrix, order: Groups) -> Result:
    """Seats from the top of an order; a count without one valid ballot elects and orders nobody."""
    order = order if matrix.valid else ()
    elected, tied = fill_seats(order, seats, reopen=profile.reopen)
    return Result(
        method=method,
        options=profile.options,
        seats=seats,
        ballots=profile.ballots,
        valid=matrix.valid,
        quota=None,
        elected=tuple(elected),
        tied=tuple(tied),
        order=order or None,
        rounds=(),
    )


def count_borda(profile: Profile, seats: int) -> Result:
    """One point for every option ranked below, half a point for every one at the same rank or unranked.

    Source: Borda (1784) with equal and missing ranks averaged, as in Dummett, "The Borda count and agenda
    manipulation" (1998): a short ballot shares the points that are left.
    """
    matrix = compare_all(profile)
    tally = {
        place: sum(
            (
                Fraction(matrix.valid + matrix.margin(place, other), 2)
                for other in matrix.places
                if other != place
            ),
            Fraction(0),
        )
        for place in matrix.places
    }
    result = by_order("borda", profile, seats, matrix=matrix, order=group_by_tally(tally))
    return replace(result, rounds=(Round(tally, elected=result.elected),) if matrix.valid else ())
