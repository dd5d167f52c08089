"""What a count found: who is elected, who is level, and every figure on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from app.domain.counting.sentences import Sentence

Groups: TypeAlias = tuple[tuple[int, ...], ...]


class Move(StrEnum):
    """Why papers moved at the end of a round."""

    SURPLUS = "surplus"
    EXCLUSION = "exclusion"


@dataclass(frozen=True)
class Transfer:
    """Votes that left ``source`` at the end of a round: where they went, and how many went nowhere."""

    source: int
    move: Move
    moved: Mapping[int, Fraction]
    exhausted: Fraction


@dataclass(frozen=True)
class Tie:
    """Options that were level when one had to be taken.

    ``stage`` is the earlier round that decided (the Scottish rule). ``same_either_way`` means that every
    choice leads to the same result. With neither, the count stops and the tie is the result.
    """

    move: Move
    level: tuple[int, ...]
    stage: int | None = None
    same_either_way: bool = False


@dataclass(frozen=True)
class Round:
    """A tally, and what was done on it: ``elected`` and ``excluded`` are the consequences of this tally.

    ``exhausted`` are votes that no option holds any more, so that tally and exhausted add up to ``valid``
    wherever papers move between options.
    """

    tally: Mapping[int, Fraction]
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    exhausted: Fraction = Fraction(0)
    transfer: Transfer | None = None
    tie: Tie | None = None


@dataclass(frozen=True)
class Result:
    """``order`` ranks every option, those level together; None where the method ranks no losers."""

    method: str
    options: tuple[str, ...]
    seats: int
    ballots: int
    valid: int
    quota: int | None
    elected: tuple[int, ...]
    tied: tuple[int, ...]
    order: Groups | None
    rounds: tuple[Round, ...]
    sentences: tuple[Sentence, ...] = ()


def group_by_tally(tally: Mapping[int, Fraction]) -> Groups:
    """Best first; equal tallies together, in the order of the ballot paper."""
    levels = sorted(set(tally.values()), reverse=True)
    return tuple(tuple(sorted(place for place in tally if tally[place] == level)) for level in levels)


def fill_seats(
    order: Groups, seats: int, *, reopen: int | None = None
) -> tuple[Sequence[int], Sequence[int]]:
    """(elected, tied): whole groups while they fit; the group that does not fit is tied for what is left.

    Nobody below "re-open nominations" is elected: their seats stay empty.
    """
    elected: list[int] = []
    for group in order:
        if len(elected) + len(group) > seats:
            return elected, group if len(elected) < seats else ()
        elected.extend(group)
        if reopen in group:
            break
    return elected, ()


def exact_decimal(number: Fraction) -> str:
    """Every digit, and no rounding: a number without a finite decimal form stays a fraction ("1/3")."""
    rest = number.denominator
    digits = max(_times(rest, 2), _times(rest, 5))
    scaled = number * 10**digits
    if scaled.denominator != 1:
        return str(number)
    text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


def _times(number: int, factor: int) -> int:
    count = 0
    while number % factor == 0:
        number //= factor
        count += 1
    return count


def as_json(result: Result) -> dict[str, object]:
    """What ``sayso count --json`` prints; the keys are fixed, numbers with decimals are exact strings."""

    def names(places: Iterable[int]) -> list[str]:
        return [result.options[place] for place in places]

    return {
        "method": result.method,
        "seats": result.seats,
        "ballots": result.ballots,
        "valid": result.valid,
        "quota": result.quota,
        "elected": names(result.elected),
        "order": None if result.order is None else [names(group) for group in result.order],
        "tied": names(result.tied),
        "rounds": [
            {
                "tally": {result.options[place]: exact_decimal(votes) for place, votes in one.tally.items()},
                "elected": names(one.elected),
                "excluded": names(one.excluded),
                "exhausted": exact_decimal(one.exhausted),
            }
            for one in result.rounds
        ],
    }
