"""Schulze's method: strongest paths, winning votes, unranked options tied last.

Source: Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method" (2011), 2.2, with the strength of a link being the votes of its winning side.
"""

from itertools import product

from app.domain.counting.pairwise import Matrix, by_order, compare_all, layers
from app.domain.counting.profile import Profile
from app.domain.counting.result import Groups, Result


def count_schulze(profile: Profile, seats: int) -> Result:
    """``order`` peels off potential winners, so options that no path separates stand together."""
    matrix = compare_all(profile)
    return by_order("schulze", profile, seats, matrix=matrix, order=schulze_order(matrix))


def schulze_order(matrix: Matrix) -> Groups:
    path = strongest_paths(matrix)
    beats = {
        first: {
            second
            for second in matrix.places
            if first != second and path[first, second] > path[second, first]
        }
        for first in matrix.places
    }
    return layers(matrix.places, beats)


def strongest_paths(matrix: Matrix) -> dict[tuple[int, int], int]:
    """For each ordered pair the weakest link of its strongest path (0 where no path leads)."""
    path = {
        pair: votes if votes > matrix.above[pair[1], pair[0]] else 0 for pair, votes in matrix.above.items()
    }
    for middle, start, end in product(matrix.places, repeat=3):
        if start != end and middle not in (start, end):
            through = min(path[start, middle], path[middle, end])
            if through > path[start, end]:
                path[start, end] = through
    return path
