from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agenda import (
    PUT_THEMSELVES_ON,
    Item,
    ItemKind,
    Waiting,
    check_agenda_order,
    check_take_off,
    is_forced,
    order_agenda,
    overdue_items,
)
from app.domain.clocks import Standing, Timing, Unit
from app.domain.errors import IllegalMove
from app.domain.rulebook import TYPICAL_RULEBOOK

items = st.builds(
    Item,
    st.sampled_from(ItemKind),
    st.text("abc", max_size=2),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)


def item(kind: ItemKind, day: int = 1) -> Item:
    return Item(kind, kind.value, date(2026, 10, day))


def test_report_backs_and_participants_come_before_staff() -> None:
    staff, back = item(ItemKind.STAFF_PROPOSAL), item(ItemKind.REPORT_BACK)
    forced, theirs = item(ItemKind.FORCED_BY_CARDS), item(ItemKind.PARTICIPANT_PROPOSAL)
    late = item(ItemKind.OVERDUE_REPLY)
    assert order_agenda([staff, late, theirs, forced, back]) == (back, forced, theirs, late, staff)


def test_of_one_kind_the_oldest_comes_first() -> None:
    new, old = item(ItemKind.DEFERRED, 9), item(ItemKind.DEFERRED, 2)
    assert order_agenda([new, old]) == (old, new)


@given(st.lists(items))
def test_the_proposed_order_always_stands_and_loses_nothing(some: list[Item]) -> None:
    ordered = order_agenda(some)
    check_agenda_order(ordered)
    assert sorted(map(repr, ordered)) == sorted(map(repr, some))


def test_a_chair_may_move_items_but_not_before_the_participants() -> None:
    check_agenda_order([item(ItemKind.STAFF_PROPOSAL), item(ItemKind.BOARD_PROPOSAL)])
    with pytest.raises(IllegalMove, match="participants_first"):
        check_agenda_order([item(ItemKind.STAFF_PROPOSAL), item(ItemKind.PARTICIPANT_PROPOSAL)])


@pytest.mark.parametrize("kind", sorted(PUT_THEMSELVES_ON))
def test_what_put_itself_on_stays_until_it_is_decided(kind: ItemKind) -> None:
    with pytest.raises(IllegalMove, match="stays_until_decided"):
        check_take_off(item(kind), decided=False)
    check_take_off(item(kind), decided=True)


def test_a_board_member_may_take_a_board_proposal_off_again() -> None:
    assert ItemKind.BOARD_PROPOSAL not in PUT_THEMSELVES_ON
    check_take_off(item(ItemKind.BOARD_PROPOSAL), decided=False)


def test_the_rulebooks_number_of_cards_forces_an_item() -> None:
    assert [is_forced(cards, TYPICAL_RULEBOOK) for cards in (14, 15, 16)] == [False, True, True]


def test_only_what_is_past_its_clock_puts_itself_on() -> None:
    waiting = [
        Waiting(ItemKind.OVERDUE_REPLY, standing.value, date(2026, 10, 1), Timing(standing, 1, Unit.DAYS))
        for standing in Standing
    ]
    assert [one.ref for one in overdue_items(waiting)] == ["late"]
