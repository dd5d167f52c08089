from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.disclosure import (
    LEAST_SHOWN,
    Shown,
    ShownLine,
    ShownShare,
    ShownTable,
    protect_chain,
    protect_line,
    protect_nested,
    protect_share,
    protect_table,
)
from tests.domain.attack import Grid, by_bounds, by_subtraction, by_trying_everything

counts = st.one_of(st.integers(0, 12), st.integers(0, 60), st.just(0))
lines = st.lists(counts, min_size=1, max_size=8)
tables = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.lists(counts, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def published(shown: ShownTable) -> Grid:
    rows = zip(shown.cells, shown.row_totals, strict=True)
    return [[*cells, total] for cells, total in rows] + [[*shown.column_totals, shown.total]]


def true_grid(rows: list[list[int]]) -> list[list[int]]:
    whole = [[*row, sum(row)] for row in rows]
    return [*whole, [sum(column) for column in zip(*whole, strict=True)]]


def test_one_small_cell_takes_the_next_smallest_with_it() -> None:
    assert protect_line([4, 30, 12]) == ShownLine((None, 30, None), 46)


def test_small_cells_that_hide_one_another_need_no_more() -> None:
    assert protect_line([4, 30, 5]) == ShownLine((None, 30, None), 39)


def test_two_empty_cells_would_give_each_other_away() -> None:
    assert protect_line([0, 30, 0, 12]) == ShownLine((None, 30, None, None), 42)


def test_nothing_small_means_nothing_hidden() -> None:
    assert protect_line([10, 30]) == ShownLine((10, 30), 40)
    assert protect_table([[10, 20], [30, 40]]).cells == ((10, 20), (30, 40))


def test_a_list_of_fewer_than_ten_shows_nothing_at_all() -> None:
    assert protect_line([4, 5]) == ShownLine((None, None), None)


def test_a_small_cell_in_a_table_hides_the_rectangle_that_costs_least() -> None:
    shown = protect_table([[4, 30, 20], [25, 40, 60], [70, 80, 90]])
    hidden = {(r, c) for r, row in enumerate(shown.cells) for c, cell in enumerate(row) if cell is None}
    assert hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert (shown.row_totals, shown.column_totals, shown.total) == ((54, 125, 240), (99, 150, 170), 419)


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2], [3]]])
def test_a_ragged_or_empty_table_is_a_mistake_of_the_caller(rows: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="rows of one length"):
        protect_table(rows)


@given(lines)
def test_no_hidden_cell_of_a_list_is_recovered(cells: list[int]) -> None:
    shown = protect_line(cells)
    hidden = [count for count, cell in zip(cells, shown.cells, strict=True) if cell is None]
    if hidden and shown.total is not None:
        assert len(hidden) > 1 and sum(hidden) > 0
    assert all(cell is None or cell >= LEAST_SHOWN for cell in (*shown.cells, shown.total))


@settings(max_examples=300)
@given(tables)
def test_no_hidden_cell_of_a_table_is_recovered_by_subtraction(rows: list[list[int]]) -> None:
    grid = published(protect_table(rows))
    assert by_subtraction(grid) == {}
    assert by_bounds(grid) == {}


@settings(max_examples=12)
@given(st.lists(st.lists(st.integers(0, 11), min_size=2, max_size=2), min_size=2, max_size=2))
def test_trying_every_table_of_two_by_two_recovers_nothing(rows: list[list[int]]) -> None:
    assert by_trying_everything(published(protect_table(rows)), most=12) == set()


@given(tables)
def test_what_is_shown_is_true_and_never_small(rows: list[list[int]]) -> None:
    for shown, whole in zip(published(protect_table(rows)), true_grid(rows), strict=True):
        for cell, count in zip(shown, whole, strict=True):
            assert cell is None or (cell == count and count >= LEAST_SHOWN)


@given(tables)
@example([[12], [0]])
@example([[20], [10], [0], [12]])
def test_the_totals_of_a_table_hide_what_the_same_list_hides_on_another_page(rows: list[list[int]]) -> None:
    shown = protect_table(rows)
    alone = protect_line([sum(row) for row in rows])
    assert (shown.row_totals, shown.total) == (alone.cells, alone.total)
    columns = protect_line([sum(column) for column in zip(*rows, strict=True)])
    assert shown.column_totals == columns.cells


def test_the_attacker_of_these_tests_does_find_an_unprotected_cell() -> None:
    careless: Grid = [[None, 30, 34], [25, 40, 65], [29, 70, 99]]
    assert by_subtraction(careless) == {(0, 0): 4}
    assert by_bounds(careless) == {(0, 0): 4}
    zeros: Grid = [[None, None, 12], [None, None, 12], [24, 0, 24]]
    assert by_bounds(zeros)[0, 1] == 0


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (30, 42, ShownShare(Shown.EXACTLY, 30, 42)),
        (9, 42, ShownShare(Shown.FEWER_THAN_TEN, None, 42)),
        (0, 42, ShownShare(Shown.FEWER_THAN_TEN, None, 42)),
        (33, 42, ShownShare(Shown.ALL_BUT_FEW, None, 42)),
        (42, 42, ShownShare(Shown.ALL_BUT_FEW, None, 42)),
        (9, 9, ShownShare(Shown.TOO_FEW, None, None)),
        (10, 10, ShownShare(Shown.TOO_FEW, None, None)),
        (11, 11, ShownShare(Shown.ALL_BUT_FEW, None, 11)),
        (10, 20, ShownShare(Shown.EXACTLY, 10, 20)),
    ],
)
def test_a_share_hides_a_small_part_and_a_small_rest(part: int, whole: int, shown: ShownShare) -> None:
    assert protect_share(part, whole) == shown


def test_a_nested_share_does_not_say_whether_it_is_a_few_more_or_all_but_a_few() -> None:
    few, all_of_them = protect_nested([12, 12], 22), protect_nested([12, 22], 22)
    assert few == all_of_them == (ShownShare(Shown.EXACTLY, 12, 22), ShownShare(Shown.FEW_MORE, None, 22))


def test_in_a_chain_nothing_is_said_of_parts_of_a_number_that_is_hidden() -> None:
    assert protect_chain([60, 35, 20, 4]) == (
        ShownShare(Shown.EXACTLY, 35, 60),
        ShownShare(Shown.EXACTLY, 20, 35),
        ShownShare(Shown.FEWER_THAN_TEN, None, 20),
    )
    nothing = ShownShare(Shown.TOO_FEW, None, None)
    assert protect_chain([60, 9, 9, 9]) == (ShownShare(Shown.FEWER_THAN_TEN, None, 60), nothing, nothing)
    assert protect_chain([60, 35, 30, 15]) == (
        ShownShare(Shown.EXACTLY, 35, 60),
        ShownShare(Shown.ALL_BUT_FEW, None, 35),
        nothing,
    )
    assert protect_chain([9, 9, 9]) == (nothing, nothing)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=5).map(lambda parts: sorted(parts, reverse=True)))
def test_no_two_shown_numbers_of_a_chain_differ_by_a_few(numbers: list[int]) -> None:
    shown = protect_chain(numbers)
    known = [shown[0].whole, *(share.part for share in shown if share.part is not None)]
    assert known == (numbers[: len(known)] if known[0] is not None else [None])
    assert all(outer - inner >= LEAST_SHOWN for outer, inner in pairwise(known))
    assert all(number is None or number >= LEAST_SHOWN for number in known)
    assert {share.whole for share in shown} <= {None, *known}


@given(st.lists(st.integers(0, 200), max_size=5).map(sorted), st.integers(0, 100))
def test_no_two_shown_nested_shares_differ_by_a_few(parts: list[int], more: int) -> None:
    whole = max(parts, default=0) + more
    shown = protect_nested(parts, whole)
    numbers = [0, *(share.part for share in shown if share.part is not None), whole]
    if any(share.part is not None for share in shown):
        assert all(later - earlier >= LEAST_SHOWN for earlier, later in pairwise(numbers))
