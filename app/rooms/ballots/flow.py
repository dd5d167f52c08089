"""The way of votes through the rounds, as a drawing without words and the table beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from app.domain.counting.result import Move, Result, Round, exact_decimal

# Units of the drawing: a round stands STEP after the one before, all lanes together are TALL.
STEP, BAR, TALL, GAP = 120, 24, 240, 16


@dataclass(frozen=True)
class Cell:
    """One figure of the table. ``state``: elected, excluded, gone, or nothing that happened in this round."""

    votes: str
    state: str = ""


@dataclass(frozen=True)
class Row:
    """An option and its figure in each round."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Bar:
    """A rectangle; ``state`` is elected, excluded, continuing or spent."""

    state: str
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Flow:
    """What ``ballots/_flow.html`` draws: bars and ribbons in a box, rows and spent votes for the table."""

    rounds: int
    rows: tuple[Row, ...]
    spent: tuple[str, ...]
    quota: int | None
    width: int
    height: int
    bars: tuple[Bar, ...]
    ribbons: tuple[str, ...]


def draw_flow(result: Result) -> Flow:
    """A flow with as many columns as the count had rounds (none for a count without a valid ballot)."""
    lanes = _Lanes(result)
    return Flow(
        rounds=len(result.rounds),
        rows=tuple(_rows(result)),
        spent=tuple(exact_decimal(one.exhausted) for one in result.rounds),
        quota=result.quota,
        width=max(len(result.rounds) - 1, 0) * STEP + BAR,
        height=lanes.height,
        bars=tuple(_bars(result, lanes)),
        ribbons=tuple(_ribbons(result, lanes)),
    )


class _Lanes:
    """Where each option's bars hang: lanes in the order of the ballot paper, spent votes last."""

    def __init__(self, result: Result) -> None:
        tallest: dict[int | None, Fraction] = {}
        for one in result.rounds:
            for place, votes in _everything(one):
                tallest[place] = max(votes, tallest.get(place, Fraction(0)))
        whole = sum(tallest.values())
        self.scale = TALL / whole if whole else Fraction(0)
        self.top: dict[int | None, int] = {}
        y = 0
        for place in tallest:
            self.top[place] = y
            y += self.tall(tallest[place]) + GAP
        self.height = y

    def tall(self, votes: Fraction) -> int:
        return max(round(votes * self.scale), 2)


def _everything(one: Round) -> Iterator[tuple[int | None, Fraction]]:
    yield from sorted(one.tally.items())
    yield None, one.exhausted


def _rows(result: Result) -> Iterator[Row]:
    for place in sorted(result.rounds[0].tally if result.rounds else ()):
        cells = []
        for one in result.rounds:
            votes = one.tally.get(place)
            state = "elected" if place in one.elected else "excluded" if place in one.excluded else ""
            cells.append(Cell("", "gone") if votes is None else Cell(exact_decimal(votes), state))
        yield Row(result.options[place], tuple(cells))


def _bars(result: Result, lanes: _Lanes) -> Iterator[Bar]:
    elected: set[int] = set()
    for number, one in enumerate(result.rounds):
        elected.update(one.elected)
        for place, votes in _everything(one):
            if place is None:
                state = "spent"
            elif place in elected:
                state = "elected"
            else:
                state = "excluded" if place in one.excluded else "continuing"
            if votes:
                yield Bar(state, number * STEP, lanes.top[place], lanes.tall(votes))


def _ribbons(result: Result, lanes: _Lanes) -> Iterator[str]:
    """A band for every part of a transfer, as wide as its votes, from the foot of one bar to another's."""
    for number, (one, after) in enumerate(zip(result.rounds, result.rounds[1:], strict=False)):
        if one.transfer is None:
            continue
        source = one.transfer.source
        kept = after.tally[source] if one.transfer.move is Move.SURPLUS else Fraction(0)
        start = lanes.top[source] + round(kept * lanes.scale)
        parts: list[tuple[int | None, Fraction]] = [*sorted(one.transfer.moved.items())]
        for place, votes in [*parts, (None, one.transfer.exhausted)]:
            band = round(votes * lanes.scale)
            if band:
                held = after.exhausted if place is None else after.tally[place]
                end = lanes.top[place] + lanes.tall(held) - band
                yield _band(number * STEP + BAR, start, end, band=band)
                start += band


def _band(x: int, start: int, end: int, *, band: int) -> str:
    far = x + STEP - BAR
    middle = (x + far) // 2
    there = f"M{x} {start}C{middle} {start} {middle} {end} {far} {end}v{band}"
    return f"{there}C{middle} {end + band} {middle} {start + band} {x} {start + band}z"
