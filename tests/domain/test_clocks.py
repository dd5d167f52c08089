from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.clocks import (
    Clocks,
    Extension,
    Standing,
    Timing,
    Unit,
    acknowledge_due,
    answer_due,
    ask_if_it_helped_on,
    check_clocks,
    extend,
    minutes_due_on,
    notice_due_at,
    purge_on,
    receipt_ends_on,
    reply_due_on,
    report_back_due_on,
    silence_is_agreement,
    timing_in_days,
    timing_in_weeks,
)
from app.domain.errors import InvalidInput
from app.domain.weeks import Week

CLOCKS = Clocks()
ARRIVED = Week(2026, 34)
DAY = date(2026, 10, 8)


def test_a_voice_is_looked_at_in_the_week_after_and_answered_within_two() -> None:
    assert acknowledge_due(ARRIVED, CLOCKS) == Week(2026, 35)
    assert answer_due(ARRIVED, CLOCKS) == Week(2026, 36)


def test_monday_and_sunday_of_one_week_have_the_same_clock() -> None:
    monday, sunday = Week.of(date(2026, 8, 17)), Week.of(date(2026, 8, 23))
    assert answer_due(monday, CLOCKS) == answer_due(sunday, CLOCKS)


def test_silence_agrees_only_after_two_whole_weeks() -> None:
    assert not silence_is_agreement(ARRIVED, Week(2026, 36), CLOCKS)
    assert silence_is_agreement(ARRIVED, Week(2026, 37), CLOCKS)


def test_words_are_erased_ninety_days_after_the_week_of_the_last_message() -> None:
    assert purge_on(ARRIVED, CLOCKS) == date(2026, 11, 21)


def test_a_receipt_opens_until_a_year_after_the_last_step() -> None:
    assert receipt_ends_on(DAY, CLOCKS) == date(2027, 10, 8)


def test_what_the_board_starts_runs_in_days() -> None:
    assert minutes_due_on(DAY, CLOCKS) == date(2026, 10, 15)
    assert reply_due_on(DAY, CLOCKS) == date(2026, 10, 22)
    assert report_back_due_on(DAY, CLOCKS) == date(2026, 11, 7)
    assert ask_if_it_helped_on(DAY, CLOCKS) == date(2026, 11, 7)
    starts = datetime(2026, 10, 8, 21, 30, tzinfo=UTC)
    assert notice_due_at(starts, CLOCKS) == datetime(2026, 10, 6, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "standing", "amount"),
    [
        (Week(2026, 35), Standing.LATER, 1),
        (Week(2026, 36), Standing.THIS_WEEK, 0),
        (Week(2026, 37), Standing.LATE, 1),
        (Week(2027, 1), Standing.LATE, 18),
    ],
)
def test_weeks_are_late_from_the_week_after_the_due_one(now: Week, standing: Standing, amount: int) -> None:
    timing = timing_in_weeks(Week(2026, 36), now)
    assert timing == Timing(standing, amount, Unit.WEEKS)
    assert timing.is_overdue is (standing is Standing.LATE)


@pytest.mark.parametrize(
    ("today", "standing", "amount"),
    [
        (date(2026, 10, 4), Standing.LATER, 4),
        (date(2026, 10, 5), Standing.THIS_WEEK, 3),
        (DAY, Standing.THIS_WEEK, 0),
        (date(2026, 10, 9), Standing.LATE, 1),
    ],
)
def test_days_are_late_from_the_day_after_the_due_one(today: date, standing: Standing, amount: int) -> None:
    assert timing_in_days(DAY, today) == Timing(standing, amount, Unit.DAYS)


def test_an_extension_says_so_until_it_runs_out() -> None:
    longer = extend(DAY, date(2026, 10, 20), reason=" The nurse is away. ")
    assert longer == Extension(date(2026, 10, 20), "The nurse is away.")
    assert timing_in_days(DAY, date(2026, 10, 18), extension=longer) == Timing(
        Standing.EXTENDED, 2, Unit.DAYS
    )
    assert timing_in_days(DAY, date(2026, 10, 21), extension=longer).standing is Standing.LATE


def test_an_extension_in_weeks_moves_the_late_mark() -> None:
    longer = extend(Week(2026, 36), Week(2026, 40), reason="Safety first")
    assert timing_in_weeks(Week(2026, 36), Week(2026, 40), extension=longer).standing is Standing.EXTENDED
    assert timing_in_weeks(Week(2026, 36), Week(2026, 41), extension=longer).amount == 1


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_an_extension_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(InvalidInput, match="extension_needs_reason"):
        extend(DAY, date(2026, 10, 20), reason=reason)


def test_an_extension_cannot_shorten_a_clock() -> None:
    with pytest.raises(InvalidInput, match="extension_must_be_later"):
        extend(DAY, DAY, reason="Because")


def test_what_is_done_stays_in_time_or_late_for_good() -> None:
    assert timing_in_days(DAY, date(2027, 1, 1), done_on=DAY) == Timing(Standing.DONE_IN_TIME, 0, Unit.DAYS)
    late = timing_in_weeks(Week(2026, 36), Week(2026, 50), done=Week(2026, 38))
    assert late == Timing(Standing.DONE_LATE, 2, Unit.WEEKS)
    assert not late.is_overdue


@pytest.mark.parametrize("value", [0, -1, 3651])
def test_a_clock_of_no_time_or_of_a_lifetime_is_refused(value: int) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_clocks(Clocks(reply_days=value))
    assert refusal.value.field == "reply_days"


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-400, 400))
def test_exactly_what_is_past_its_day_is_overdue(due: date, offset: int) -> None:
    today = date.fromordinal(due.toordinal() + offset)
    assert timing_in_days(due, today).is_overdue is (today > due)
