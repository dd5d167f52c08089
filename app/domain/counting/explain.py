"""A result in sentences: keys and facts, in the order in which somebody would tell it."""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.counting.profile import Profile
from app.domain.counting.result import Move, Result, Round, Tie, exact_decimal
from app.domain.counting.sentences import Sentence, sentence

IN_ROUNDS = frozenset({"irv", "scottish-stv", "stv-exact"})


def explain(profile: Profile, result: Result) -> tuple[Sentence, ...]:
    """Everything that decided the count, from the ballots to the seats."""
    return tuple(_tell(profile, result))


def _tell(profile: Profile, result: Result) -> Iterator[Sentence]:
    yield sentence("count_ballots", ballots=result.ballots, valid=result.valid, seats=result.seats)
    if profile.withdrawn:
        yield sentence("count_withdrawn", names=profile.names(tuple(sorted(profile.withdrawn))))
    if not result.valid:
        yield sentence("count_nobody_voted")
        return
    if result.quota is not None:
        key = "count_quota" if result.method in IN_ROUNDS else "count_needed"
        yield sentence(key, quota=result.quota, seats=result.seats)
    if result.method in IN_ROUNDS:
        yield from _tell_rounds(result)
    else:
        yield from _tell_tally(result)
    yield from _tell_end(profile, result)


def _tell_tally(result: Result) -> Iterator[Sentence]:
    for one in result.rounds:
        for place, votes in sorted(one.tally.items(), key=lambda pair: (-pair[1], pair[0])):
            key = "count_points" if result.method in ("borda", "score") else "count_tally"
            yield sentence(key, name=result.options[place], votes=exact_decimal(votes))
    if not result.rounds:
        for number, group in enumerate(result.order or (), start=1):
            yield sentence("count_rank", rank=number, names=_names(result, group))


def _tell_rounds(result: Result) -> Iterator[Sentence]:
    for number, one in enumerate(result.rounds, start=1):
        last = tuple(place for place in one.elected if _is_below_quota(result, one, place))
        won = tuple(place for place in one.elected if place not in last)
        yield from _tell_elected("round_elected", result, number, places=won)
        if one.tie is not None:
            yield _tell_tie(result, number, one.tie)
        yield from _tell_move(result, number, one)
        yield from _tell_elected("round_last_seat", result, number, places=last)


def _is_below_quota(result: Result, one: Round, place: int) -> bool:
    return result.quota is not None and one.tally[place] < result.quota


def _tell_elected(key: str, result: Result, number: int, *, places: tuple[int, ...]) -> Iterator[Sentence]:
    tally = result.rounds[number - 1].tally
    for place in places:
        votes = exact_decimal(tally[place])
        yield sentence(key, round=number, name=result.options[place], votes=votes)


def _tell_tie(result: Result, number: int, tie: Tie) -> Sentence:
    names = _names(result, tie.level)
    if tie.stage is not None:
        return sentence(f"tie_by_stage_{tie.move}", round=number, names=names, stage=tie.stage)
    if tie.same_either_way:
        return sentence("tie_same_either_way", round=number, names=names)
    return sentence(f"tie_stops_{tie.move}", round=number, names=names)


def _tell_move(result: Result, number: int, one: Round) -> Iterator[Sentence]:
    """The surplus or the excluded option; votes without a further choice only where there were any."""
    transfer = one.transfer
    spent = transfer.exhausted if transfer else Fraction(0)
    if transfer and transfer.move is Move.SURPLUS:
        leaving = sum(transfer.moved.values(), spent)
        key, place = "round_surplus", transfer.source
    elif one.excluded:
        (place,) = one.excluded
        key, leaving = "round_excluded", one.tally[place]
    else:
        return
    yield sentence(
        key if spent else f"{key}_all_moved",
        round=number,
        name=result.options[place],
        votes=exact_decimal(leaving),
        exhausted=exact_decimal(spent),
    )


def _tell_end(profile: Profile, result: Result) -> Iterator[Sentence]:
    if result.elected:
        yield sentence("count_elected", names=_names(result, result.elected))
    if result.tied:
        empty = result.seats - len(result.elected)
        yield sentence("count_tied", names=_names(result, result.tied), seats=empty)
    if not result.elected and not result.tied:
        yield sentence("count_nobody_elected")
    if profile.reopen in result.elected:
        yield sentence("count_reopened")


def _names(result: Result, places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(result.options[place] for place in places)
