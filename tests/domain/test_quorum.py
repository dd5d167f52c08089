from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.counting.majority import Share
from app.domain.errors import IllegalMove
from app.domain.quorum import (
    Movement,
    Passage,
    QuorumRule,
    Room,
    check_passage,
    count_quorum,
    has_quorum,
    meets_composition,
    present_at,
)
from tests.domain.boards import TODAY, demonstration_board, room, rooms, shares

RULE = QuorumRule()
HALF_PAST_FIVE = datetime(2026, 10, 8, 17, 30, tzinfo=UTC)


def came(seat: str, minutes: int) -> Passage:
    return Passage(seat, Movement.ARRIVED, HALF_PAST_FIVE + timedelta(minutes=minutes))


def left(seat: str, minutes: int) -> Passage:
    return Passage(seat, Movement.LEFT, HALF_PAST_FIVE + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("present", "lived"),
    [("1 2 3 4 5 6 8 9", 6), ("1 2 3 5 6 8 9", 5), ("1 3 4 5 8 9", 4)],
)
def test_the_demonstration_meetings_had_double_quorum(present: str, lived: int) -> None:
    who = [f"B-{number}" for number in present.split()]
    counted = count_quorum(room(*who), RULE)
    assert (counted.present, counted.lived_present) == (len(who), lived)
    assert (counted.filled, counted.lived_filled) == (8, 6)
    assert counted.is_met


def test_more_than_half_of_eight_is_five() -> None:
    assert not has_quorum(room("B-1", "B-2", "B-3", "B-4"), RULE)
    counted = count_quorum(room("B-1", "B-2", "B-3", "B-4", "B-5"), RULE)
    assert (counted.needed, counted.is_met) == (5, True)


def test_allies_alone_never_make_the_lived_experience_quorum() -> None:
    board = tuple(replace(one, voting=True) for one in demonstration_board())
    who = frozenset({"B-1", "B-2", "B-8", "B-9", "B-10", "B-11"})
    counted = count_quorum(Room(board, TODAY, who), RULE)
    assert counted.present >= counted.needed
    assert (counted.lived_present, counted.lived_needed, counted.is_met) == (2, 3, False)


def test_staff_liaisons_and_vacant_seats_count_nowhere() -> None:
    assert count_quorum(room("B-7", "B-10", "B-11"), RULE).present == 0


def test_a_recused_seat_leaves_the_room_but_stays_in_what_the_share_is_taken_of() -> None:
    five = ("B-1", "B-2", "B-3", "B-4", "B-8")
    counted = count_quorum(room(*five, recused=frozenset({"B-8"})), RULE)
    assert (counted.present, counted.filled, counted.is_met) == (4, 8, False)


def test_without_any_lived_experience_seat_filled_nothing_is_quorate() -> None:
    allies = tuple(one for one in demonstration_board() if one.ref in {"B-8", "B-9"})
    assert not has_quorum(Room(allies, TODAY, frozenset({"B-8", "B-9"})), RULE)


def test_composition_looks_at_the_filled_seats_and_not_at_who_came() -> None:
    assert meets_composition(room("B-8"), Share(3, 4, strict=False))
    assert not meets_composition(room("B-8"), Share(3, 4, strict=True))


def test_who_is_present_follows_the_door() -> None:
    door = [came("B-1", 0), came("B-2", 5), left("B-1", 30), came("B-1", 40)]
    assert present_at(door, HALF_PAST_FIVE) == {"B-1"}
    assert present_at(door, HALF_PAST_FIVE + timedelta(minutes=30)) == {"B-2"}
    assert present_at(door, HALF_PAST_FIVE + timedelta(minutes=90)) == {"B-1", "B-2"}


def test_passages_of_one_moment_keep_the_order_in_which_they_were_written() -> None:
    assert present_at([came("B-1", 0), left("B-1", 0)], HALF_PAST_FIVE) == frozenset()


def test_nobody_arrives_twice_or_leaves_without_having_come() -> None:
    door = [came("B-1", 0)]
    with pytest.raises(IllegalMove, match="already_in_the_room"):
        check_passage(door, came("B-1", 10))
    with pytest.raises(IllegalMove, match="not_in_the_room"):
        check_passage(door, left("B-2", 10))
    check_passage(door, left("B-1", 10))


@given(rooms(), shares(), shares(), st.data())
def test_a_recusal_never_makes_a_room_quorate(
    where: Room, all_seats: Share, lived: Share, data: st.DataObject
) -> None:
    rule = QuorumRule(all_seats, lived)
    stepping_out = data.draw(st.sampled_from([one.ref for one in where.seats]))
    after = replace(where, recused=where.recused | {stepping_out})
    assert has_quorum(where, rule) or not has_quorum(after, rule)


@given(rooms(), shares(), shares())
def test_needed_is_the_exact_edge_of_quorum(where: Room, all_seats: Share, lived: Share) -> None:
    counted = count_quorum(where, QuorumRule(all_seats, lived))
    met = counted.present >= counted.needed and counted.lived_present >= counted.lived_needed
    assert counted.is_met is (met and counted.lived_filled > 0)
