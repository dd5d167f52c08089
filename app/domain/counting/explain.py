"""A result in sentences: keys and facts, in the order in which somebody would tell it."""

from collections.abc import Iterator

from app.domain.counting.profile import Profile
from app.domain.counting.result import Move, Result, Round, Tie, Transfer, exact_decimal
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
            yield sentence("count_tally", name=result.options[place], votes=exact_decimal(votes))
    if not result.rounds:
        for number, group in enumerate(result.order or (), start=1):
            yield sentence("count_rank", rank=number, names=_names(result, group))


def _tell_rounds(result: Result) -> Iterator[Sentence]:
    for number, one in enumerate(result.rounds, start=1):
        yield from _tell_elected(result, number, one)
        if one.tie is not None:
            yield _tell_tie(result, number, one.tie)
        if one.transfer is not None:
            yield _tell_transfer(result, number, one, transfer=one.transfer)


def _tell_elected(result: Result, number: int, one: Round) -> Iterator[Sentence]:
    for place in one.elected:
        votes = one.tally[place]
        below = result.quota is not None and votes < result.quota
        key = "round_last_seat" if below else "round_elected"
        yield sentence(key, round=number, name=result.options[place], votes=exact_decimal(votes))


def _tell_tie(result: Result, number: int, tie: Tie) -> Sentence:
    names = _names(result, tie.level)
    if tie.stage is not None:
        return sentence(f"tie_by_stage_{tie.move}", round=number, names=names, stage=tie.stage)
    if tie.same_either_way:
        return sentence("tie_same_either_way", round=number, names=names)
    return sentence(f"tie_stops_{tie.move}", round=number, names=names)


def _tell_transfer(result: Result, number: int, one: Round, *, transfer: Transfer) -> Sentence:
    key = "round_surplus" if transfer.move is Move.SURPLUS else "round_excluded"
    leaving = sum(transfer.moved.values()) + transfer.exhausted
    return sentence(
        key if transfer.exhausted else f"{key}_all_moved",
        round=number,
        name=result.options[transfer.source],
        votes=exact_decimal(one.tally[transfer.source]),
        leaving=exact_decimal(leaving),
        exhausted=exact_decimal(transfer.exhausted),
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
