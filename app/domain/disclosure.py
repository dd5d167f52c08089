"""Small numbers: what a public page hides so that no cell under 10 can be worked out from the rest.

Cells under ten are hidden, and with them the cells that would give them away (PRODUCT, "measured by").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.domain.suppression import Cell, cells_to_hide, find_recoverable

LEAST_SHOWN = 10


@dataclass(frozen=True)
class ShownLine:
    """A list of counts and its total; None is "fewer than 10, or would give one away"."""

    cells: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True)
class ShownTable:
    """Rows of cells with the totals of rows, of columns and of all; None as in ``ShownLine``."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def protect_line(counts: Sequence[int]) -> ShownLine:
    """Hide what is under 10, and the smallest of the others while a hidden one could be worked out."""
    total = sum(counts)
    if total < LEAST_SHOWN:
        return ShownLine((None,) * len(counts), None)
    by_size = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    hidden = {place for place in by_size if counts[place] < LEAST_SHOWN}
    while hidden and (len(hidden) == 1 or not any(counts[place] for place in hidden)):
        hidden.add(next(place for place in by_size if place not in hidden))
    return ShownLine(tuple(None if place in hidden else count for place, count in enumerate(counts)), total)


class Shown(StrEnum):
    """How much of "part of whole" may be said."""

    EXACTLY = "exactly"
    FEWER_THAN_TEN = "fewer_than_ten"
    FEW_MORE = "few_more"
    ALL_BUT_FEW = "all_but_few"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class ShownShare:
    """Numbers are there only as far as ``how`` says: both, the whole, or none."""

    how: Shown
    part: int | None
    whole: int | None


def protect_share(part: int, whole: int) -> ShownShare:
    """A measure "part of whole": neither the part nor the rest is shown under 10, nor "all" or "nobody".

    Of exactly ten nothing is said: "all but a few" of them could only be all.
    """
    if whole <= LEAST_SHOWN:
        return ShownShare(Shown.TOO_FEW, None, None)
    if part < LEAST_SHOWN:
        return ShownShare(Shown.FEWER_THAN_TEN, None, whole)
    if whole - part < LEAST_SHOWN:
        return ShownShare(Shown.ALL_BUT_FEW, None, whole)
    return ShownShare(Shown.EXACTLY, part, whole)


def protect_nested(parts: Sequence[int], whole: int) -> tuple[ShownShare, ...]:
    """Shares that hold one another ("within 7, 14, 30 days"), smallest first, no difference under 10.

    Once one is shown, ``few_more`` stands for a later one that is fewer than ten more, and for one that
    leaves fewer than ten: told apart, the two would bound the hidden number to a single one.
    """
    shown: list[ShownShare] = []
    last = 0
    for part in parts:
        share = protect_share(part, whole)
        is_few_more = share.part is not None and part - last < LEAST_SHOWN
        if is_few_more or (last and share.part is None):
            share = ShownShare(Shown.FEW_MORE, None, whole)
        last = last if share.part is None else part
        shown.append(share)
    return tuple(shown)


def protect_chain(numbers: Sequence[int]) -> tuple[ShownShare, ...]:
    """Of ``numbers``, each a part of the one before it, every share of the one before; largest first.

    A number that is hidden is not shown as the whole of the next share either: from there on nothing is said.
    """
    shown: list[ShownShare] = []
    for whole, part in pairwise(numbers):
        is_known = not shown or shown[-1].how is Shown.EXACTLY
        shown.append(protect_share(part, whole) if is_known else ShownShare(Shown.TOO_FEW, None, None))
    return tuple(shown)


def protect_table(rows: Sequence[Sequence[int]]) -> ShownTable:
    """Protect a table of counts with all its totals; rows are equally long, with at least one cell.

    The totals are protected first and as lines of their own, so that the same line on another page hides
    the same cells; inside, the cells that close each gap at the least loss are hidden as well.
    """
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        raise ValueError("a table has rows of one length")
    grid = _with_totals(rows)
    hidden = _hidden_totals(grid) | {
        (row, column)
        for row in range(len(rows))
        for column in range(len(rows[0]))
        if grid[row][column] < LEAST_SHOWN
    }
    while (cell := find_recoverable(grid, hidden)) is not None:
        hidden |= cells_to_hide(grid, hidden, cell)
    shown = [
        tuple(None if (row, column) in hidden else count for column, count in enumerate(counts))
        for row, counts in enumerate(grid)
    ]
    return ShownTable(
        cells=tuple(line[:-1] for line in shown[:-1]),
        row_totals=tuple(line[-1] for line in shown[:-1]),
        column_totals=shown[-1][:-1],
        total=shown[-1][-1],
    )


def _with_totals(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    grid = [[*row, sum(row)] for row in rows]
    return [*grid, [sum(column) for column in zip(*grid, strict=True)]]


def _hidden_totals(grid: list[list[int]]) -> set[Cell]:
    """The totals of rows and of columns, each protected as if it stood alone."""
    last_row, last_column = len(grid) - 1, len(grid[0]) - 1
    of_rows = protect_line([line[-1] for line in grid[:-1]])
    of_columns = protect_line(grid[-1][:-1])
    hidden = {(row, last_column) for row, count in enumerate(of_rows.cells) if count is None}
    hidden |= {(last_row, column) for column, count in enumerate(of_columns.cells) if count is None}
    if of_rows.total is None or of_columns.total is None:
        hidden.add((last_row, last_column))
    return hidden
