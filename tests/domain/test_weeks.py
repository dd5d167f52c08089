from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.domain.weeks import Week

days = st.dates(min_value=date(2000, 1, 3), max_value=date(2100, 12, 31))


def test_a_week_is_written_as_it_is_stored() -> None:
    assert str(Week.of(date(2026, 8, 20))) == "2026-W34"
    assert str(Week(2026, 1)) == "2026-W01"


def test_a_week_begins_on_monday_and_ends_on_sunday() -> None:
    week = Week.parse("2026-W34")
    assert (week.starts_on, week.ends_on) == (date(2026, 8, 17), date(2026, 8, 23))


def test_the_first_of_january_may_lie_in_the_last_week_of_the_year_before() -> None:
    assert Week.of(date(2027, 1, 1)) == Week(2026, 53)
    assert Week(2026, 53).next == Week(2027, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2026-34", "2026-W3", "2026-W00", "2026-W54", "2025-W53", "2026-w34", " 2026-W34", "٢٠٢٦-W34"],
)
def test_what_is_not_a_week_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        Week.parse(text)


@given(days, st.integers(-200, 200))
def test_going_forward_and_back_returns_to_the_same_week(day: date, weeks: int) -> None:
    week = Week.of(day)
    assert week.plus(weeks).minus(weeks) == week
    assert week.plus(weeks).weeks_since(week) == weeks


@given(days, days)
def test_weeks_are_ordered_as_their_days_are(one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert Week.of(earlier) <= Week.of(later)


@given(days)
def test_a_week_holds_its_own_day_and_survives_writing(day: date) -> None:
    week = Week.of(day)
    assert week.starts_on <= day <= week.ends_on == week.starts_on + timedelta(days=6)
    assert Week.parse(str(week)) == week
