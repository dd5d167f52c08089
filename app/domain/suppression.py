"""Complementary suppression in a table with totals, asked exactly: no solver, no tolerance.

A hidden cell is safe when some other table of whole numbers, none below zero, has the same published cells
and another number there. With totals counted negatively every line sums to zero, so two such tables differ
by cycles through hidden cells: rows and columns are nodes, each cell joins two of them (Cox, "Network models
for complementary cell suppression", JASA 90, 1995).
"""

from collections.abc import Iterator, Sequence, Set
from heapq import heappop, heappush
from typing import TypeAlias

Grid: TypeAlias = Sequence[Sequence[int]]
Cell: TypeAlias = tuple[int, int]
Node: TypeAlias = tuple[str, int]
Arcs: TypeAlias = dict[Node, list[tuple[Node, Cell]]]


def find_recoverable(grid: Grid, hidden: Set[Cell]) -> Cell | None:
    """The first hidden cell that only one table allows; ``grid`` holds the totals as last row and column."""
    arcs = _arcs(grid, hidden)
    for cell in sorted(hidden):
        if not any(
            _find_way(grid, arcs, around=cell, start=to, goal=here, hidden=hidden) is not None
            for here, to in _directions(grid, cell)
        ):
            return cell
    return None


def cells_to_hide(grid: Grid, hidden: Set[Cell], cell: Cell) -> set[Cell]:
    """The shown cells on the cheapest cycle through a hidden cell; totals only where nothing else helps."""
    everything = {(row, column) for row in range(len(grid)) for column in range(len(grid[0]))}
    arcs = _arcs(grid, everything)
    ways = [
        _find_way(grid, arcs, around=cell, start=to, goal=here, hidden=hidden)
        for here, to in _directions(grid, cell)
    ]
    prices = [(sum(_price(grid, one, hidden) for one in way), way) for way in ways if way is not None]
    return set(min(prices)[1]) - hidden


def _is_total(grid: Grid, cell: Cell) -> bool:
    """A total of a row or a column; the grand total counts like the cells inside."""
    return (cell[0] == len(grid) - 1) != (cell[1] == len(grid[0]) - 1)


def _directions(grid: Grid, cell: Cell) -> Iterator[tuple[Node, Node]]:
    """First the way in which the count rises, then, unless it is zero, the way in which it falls."""
    row, column = ("row", cell[0]), ("column", cell[1])
    rising = (column, row) if _is_total(grid, cell) else (row, column)
    yield rising
    if grid[cell[0]][cell[1]] > 0:
        yield rising[1], rising[0]


def _arcs(grid: Grid, cells: Set[Cell]) -> Arcs:
    arcs: Arcs = {}
    for cell in sorted(cells):
        for here, to in _directions(grid, cell):
            arcs.setdefault(here, []).append((to, cell))
    return arcs


def _price(grid: Grid, cell: Cell, hidden: Set[Cell]) -> int:
    """What hiding a cell costs: nothing if hidden, its count inside, more than any way for totals."""
    if cell in hidden:
        return 0
    is_margin = cell[0] == len(grid) - 1 or cell[1] == len(grid[0]) - 1
    return grid[cell[0]][cell[1]] + (1 + grid[-1][-1]) * len(grid) * len(grid[0]) * is_margin


def _find_way(
    grid: Grid, arcs: Arcs, *, around: Cell, start: Node, goal: Node, hidden: Set[Cell]
) -> list[Cell] | None:
    """The cells of the cheapest way from ``start`` to ``goal`` that does not use ``around`` itself."""
    waiting: list[tuple[int, Node, list[Cell]]] = [(0, start, [])]
    done: set[Node] = set()
    while waiting:
        paid, node, way = heappop(waiting)
        if node == goal:
            return way
        if node in done:
            continue
        done.add(node)
        for to, cell in arcs.get(node, ()):
            if to not in done and cell != around:
                heappush(waiting, (paid + _price(grid, cell, hidden), to, [*way, cell]))
    return None
