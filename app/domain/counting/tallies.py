"""Methods that only add up: plurality, majority, approval, score.

Sources: plurality and approval as in Brams and Fishburn, "Approval Voting" (1983); score (range voting)
by the total, an option without a score counting as zero.
"""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.majority import Base
from app.domain.counting.profile import Profile
from app.domain.counting.result import Groups, Result, Round, fill_seats, group_by_tally


def count_plurality(profile: Profile, seats: int) -> Result:
    """Most first choices. A ballot with several options at its first rank is not valid."""
    tally, valid = _first_choices(profile)
    return _by_tally("plurality", profile, seats, tally=tally, valid=valid)


def count_majority(profile: Profile, seats: int) -> Result:
    """One option, and only with the share that the rule asks of first choices; ``quota`` is that number.

    The base "present" is every ballot, "all seats" the number entitled; blank ballots abstain. Two
    options that share the top under a rule of one half are tied; otherwise nobody is elected.
    """
    tally, valid = _first_choices(profile)
    share, base = profile.rule.share, profile.rule.base
    whole = {Base.CAST: valid, Base.PRESENT: profile.ballots, Base.ALL_SEATS: profile.entitled}[base]
    best = group_by_tally(tally)[0] if valid else ()
    passed = tuple(place for place in best if share.is_reached(tally[place].numerator, whole))
    level = len(best) > 1 and share.numerator * 2 == share.denominator
    elected = passed if len(passed) == 1 else ()
    return Result(
        method="majority",
        options=profile.options,
        seats=seats,
        ballots=profile.ballots,
        valid=valid,
        quota=share.needed(whole),
        elected=elected,
        tied=best if level or len(passed) > 1 else (),
        order=group_by_tally(tally) if valid else None,
        rounds=(Round(tally, elected=elected),) if valid else (),
    )


def count_approval(profile: Profile, seats: int) -> Result:
    """Most approvals. Every option that a ballot ranks is approved, unless it was scored zero or less."""
    tally = dict.fromkeys(profile.standing, 0)
    valid = 0
    for liked, weight in _approvals(profile):
        valid += weight if liked else 0
        for place in liked:
            tally[place] += weight
    return _by_tally("approval", profile, seats, tally=_fractions(tally), valid=valid)


def count_score(profile: Profile, seats: int) -> Result:
    """Highest total of scores; BrokenFile when the ballots carry none."""
    if not profile.scores and profile.ballots:
        raise BrokenFile("file_no_scores")
    tally = dict.fromkeys(profile.standing, Fraction(0))
    valid = 0
    for given, weight in profile.scores.items():
        valid += weight if given else 0
        for place, score in given:
            tally[place] += score * weight
    return _by_tally("score", profile, seats, tally=tally, valid=valid)


def _approvals(profile: Profile) -> Iterator[tuple[bytes, int]]:
    if profile.approvals is not None:
        yield from profile.approvals.items()
        return
    yield from profile.strict.items()
    for ranks, weight in profile.weak.items():
        yield b"".join(ranks), weight


def _first_choices(profile: Profile) -> tuple[dict[int, Fraction], int]:
    tally = dict.fromkeys(profile.standing, 0)
    for ranking, weight in profile.strict.items():
        if ranking:
            tally[ranking[0]] += weight
    for ranks, weight in profile.weak.items():
        if len(ranks[0]) == 1:
            tally[ranks[0][0]] += weight
    return _fractions(tally), sum(tally.values())


def _by_tally(method: str, profile: Profile, seats: int, *, tally: dict[int, Fraction], valid: int) -> Result:
    order: Groups = group_by_tally(tally) if valid else ()
    elected, tied = fill_seats(order, seats, reopen=profile.reopen)
    return Result(
        method=method,
        options=profile.options,
        seats=seats,
        ballots=profile.ballots,
        valid=valid,
        quota=None,
        elected=tuple(elected),
        tied=tuple(tied),
        order=order or None,
        rounds=(Round(tally, elected=tuple(elected)),) if valid else (),
    )


def _fractions(tally: dict[int, int]) -> dict[int, Fraction]:
    return {place: Fraction(votes) for place, votes in tally.items()}
