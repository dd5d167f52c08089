from datetime import date

import pytest

from app.domain.errors import InvalidInput
from app.domain.seats import (
    Seat,
    SeatClass,
    Terms,
    check_may_serve,
    check_seat,
    count_seats,
    needs_check_in,
    term_ends_on,
)
from tests.domain.boards import TODAY, demonstration_board

LIVED = SeatClass.LIVED_EXPERIENCE


def test_a_seat_is_held_from_its_first_day_until_the_day_before_it_ends() -> None:
    seat = Seat("B-1", LIVED, holder="t1", starts_on=date(2026, 1, 1), ends_on=date(2026, 10, 8))
    assert [seat.is_filled(date(2025, 12, 31)), seat.is_filled(date(2026, 1, 1))] == [False, True]
    assert [seat.is_filled(date(2026, 10, 7)), seat.is_filled(date(2026, 10, 8))] == [True, False]


def test_a_vacant_or_a_non_voting_seat_may_not_vote() -> None:
    assert not Seat("B-7", LIVED).may_vote(TODAY)
    assert not Seat("B-10", SeatClass.STAFF_LIAISON, voting=False, holder="t").may_vote(TODAY)


def test_a_staff_liaison_never_gets_a_vote() -> None:
    with pytest.raises(InvalidInput, match="staff_liaison_cannot_vote"):
        check_seat(Seat("B-10", SeatClass.STAFF_LIAISON, voting=True))


def test_a_member_and_a_liaison_without_a_vote_are_welcome() -> None:
    member = Seat("B-1", LIVED, holder="t", starts_on=TODAY, ends_on=date(2028, 10, 8))
    liaison = Seat("B-10", SeatClass.STAFF_LIAISON, voting=False)
    check_seat(member)
    check_seat(liaison)
    assert (member.may_vote(TODAY), liaison.may_vote(TODAY)) == (True, False)


def test_a_term_cannot_end_before_it_begins() -> None:
    with pytest.raises(InvalidInput, match="term_ends_before_it_begins"):
        check_seat(Seat("B-1", LIVED, holder="t", starts_on=TODAY, ends_on=TODAY))


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(date(2026, 7, 1), date(2028, 7, 1)), (date(2024, 2, 29), date(2026, 3, 1))],
)
def test_a_term_lasts_two_full_years(starts: date, ends: date) -> None:
    assert term_ends_on(starts, Terms()) == ends


def test_after_two_terms_in_a_row_somebody_else_has_a_turn() -> None:
    check_may_serve(1, Terms())
    with pytest.raises(InvalidInput, match="term_limit_reached"):
        check_may_serve(2, Terms())


def test_three_missed_meetings_call_for_a_check_in() -> None:
    assert [needs_check_in(missed, Terms()) for missed in (2, 3)] == [False, True]


def test_totals_of_the_demonstration_board() -> None:
    totals = count_seats(demonstration_board(), TODAY)
    assert (totals.voting, totals.voting_filled) == (9, 8)
    assert (totals.lived, totals.lived_filled, totals.liaisons) == (7, 6, 2)
