"""Somebody who has only a published table and tries to work out what it hides, with means of their own."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

Grid = list[list[int | None]]
Line = list[tuple[int, int]]


def sums(grid: Grid) -> Iterator[Line]:
    """Every line as cells whose signed sum is zero: the last of a line is its total."""
    for row in range(len(grid)):
        yield [(row, column) for column in range(len(grid[0]))]
    for column in range(len(grid[0])):
        yield [(row, column) for row in range(len(grid))]


def by_subtraction(grid: Grid) -> dict[tuple[int, int], Fraction]:
    """Hidden cells that linear algebra alone determines (reduced row echelon form, exact)."""
    unknown = [(r, c) for r, row in enumerate(grid) for c, value in enumerate(row) if value is None]
    place = {cell: index for index, cell in enumerate(unknown)}
    equations = []
    for line in sums(grid):
        equation = [Fraction(0)] * (len(unknown) + 1)
        for r, c in line:
            sign = -1 if (r, c) == line[-1] else 1
            value = grid[r][c]
            if value is None:
                equation[place[r, c]] += sign
            else:
                equation[-1] -= sign * value
        equations.append(equation)
    found = {}
    for equation in reduced(equations):
        used = [index for index, factor in enumerate(equation[:-1]) if factor]
        if len(used) == 1:
            found[unknown[used[0]]] = equation[-1] / equation[used[0]]
    return found


def reduced(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    pivot = 0
    for column in range(len(matrix[0]) - 1):
        row = next((r for r in range(pivot, len(matrix)) if matrix[r][column]), None)
        if row is None:
            continue
        matrix[pivot], matrix[row] = matrix[row], matrix[pivot]
        matrix[pivot] = [value / matrix[pivot][column] for value in matrix[pivot]]
        for other in range(len(matrix)):
            if other != pivot and matrix[other][column]:
                factor = matrix[other][column]
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[pivot], strict=True)]
        pivot += 1
        if pivot == len(matrix):
            break
    return matrix


def by_bounds(grid: Grid) -> dict[tuple[int, int], int]:
    """Hidden cells that narrowing from zero upward, line by line, leaves with one value."""
    endless = 10**9
    low = {(r, c): value or 0 for r, row in enumerate(grid) for c, value in enumerate(row)}
    high = {
        (r, c): endless if value is None else value
        for r, row in enumerate(grid)
        for c, value in enumerate(row)
    }
    changed = True
    while changed:
        changed = False
        for line in sums(grid):
            changed |= narrow(line, low, high)
    return {
        (r, c): low[r, c]
        for r, row in enumerate(grid)
        for c, value in enumerate(row)
        if value is None and low[r, c] == high[r, c]
    }


def narrow(line: Line, low: dict[tuple[int, int], int], high: dict[tuple[int, int], int]) -> bool:
    *parts, total = line
    before = [(low[cell], high[cell]) for cell in line]
    low[total] = max(low[total], sum(low[cell] for cell in parts))
    high[total] = min(high[total], sum(high[cell] for cell in parts))
    for cell in parts:
        others_low = sum(low[other] for other in parts if other != cell)
        others_high = sum(high[other] for other in parts if other != cell)
        high[cell] = min(high[cell], high[total] - others_low)
        low[cell] = max(low[cell], low[total] - others_high)
    return before != [(low[cell], high[cell]) for cell in line]


def by_trying_everything(grid: Grid, most: int) -> set[tuple[int, int]]:
    """Hidden cells with one value in every table up to ``most`` that fits. For tables of two by two."""
    rows, columns = len(grid) - 1, len(grid[0]) - 1
    fitting = []
    cells = [grid[r][c] for r in range(rows) for c in range(columns)]
    for values in product(*(range(most + 1) if cell is None else [cell] for cell in cells)):
        inner = [list(values[r * columns : (r + 1) * columns]) for r in range(rows)]
        whole = [[*row, sum(row)] for row in inner]
        whole.append([sum(column) for column in zip(*whole, strict=True)])
        if all(
            shown is None or shown == whole[r][c] for r, row in enumerate(grid) for c, shown in enumerate(row)
        ):
            fitting.append(whole)
    return {
        (r, c)
        for r, row in enumerate(grid)
        for c, shown in enumerate(row)
        if shown is None and len({table[r][c] for table in fitting}) == 1
    }
