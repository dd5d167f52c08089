"""The methods by the names that the command and the published files use."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.counting.explain import explain
from app.domain.counting.pairwise import count_borda
from app.domain.counting.profile import Profile, drop_withdrawn
from app.domain.counting.ranked_pairs import count_ranked_pairs
from app.domain.counting.result import Result
from app.domain.counting.schulze import count_schulze
from app.domain.counting.tallies import count_approval, count_majority, count_plurality, count_score
from app.domain.counting.transferable import count_exact_stv, count_irv, count_scottish_stv

METHODS: dict[str, Callable[[Profile, int], Result]] = {
    "plurality": count_plurality,
    "approval": count_approval,
    "irv": count_irv,
    "scottish-stv": count_scottish_stv,
    "stv-exact": count_exact_stv,
    "schulze": count_schulze,
    "ranked-pairs": count_ranked_pairs,
    "borda": count_borda,
    "score": count_score,
    "majority": count_majority,
}

# What a new organisation is offered; the others stand behind "more".
OFFERED_FIRST = ("majority", "approval", "scottish-stv")

ONE_SEAT_ONLY = frozenset({"irv", "majority"})


def count(profile: Profile, method: str, *, seats: int | None = None) -> Result:
    """Count by a name of METHODS (KeyError otherwise).

    ``seats`` defaults to the profile's own. Methods of ONE_SEAT_ONLY always fill one seat. Withdrawn
    options are taken out first. BrokenFile when the ballots do not carry what the method needs.
    """
    wanted = 1 if method in ONE_SEAT_ONLY else profile.seats if seats is None else seats
    result = METHODS[method](drop_withdrawn(profile), wanted)
    return replace(result, sentences=explain(profile, result))
