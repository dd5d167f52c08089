"""Which clocks hold for what: those in force when its week began, whatever came later."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.clock_history import ClockHistory
from app.domain.clocks import Clocks, appeal_due
from app.domain.weeks import Week

SLOW = Clocks(answer_weeks=6, reply_days=40)
QUICK = Clocks(answer_weeks=1, reply_days=3)
MONDAY = date(2026, 11, 23)

days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
histories = st.lists(st.tuples(days, st.builds(Clocks, answer_weeks=st.integers(1, 9))), max_size=5).map(
    lambda changes: ClockHistory(tuple(sorted(changes, key=lambda change: change[0])))
)


def test_a_changed_clock_never_reaches_back() -> None:
    history = ClockHistory(((MONDAY, SLOW), (MONDAY + timedelta(weeks=2), QUICK)))
    assert history.of_week(Week.of(MONDAY)) == SLOW
    assert history.of_week(Week.of(MONDAY).plus(2)) == QUICK
    assert history.of_week(Week.of(MONDAY).minus(1)) == Clocks()


def test_clocks_that_change_in_the_middle_of_a_week_hold_from_the_next() -> None:
    history = ClockHistory(((MONDAY + timedelta(days=2), SLOW),))
    assert history.of_week(Week.of(MONDAY)) == Clocks()
    assert history.of_week(Week.of(MONDAY).next) == SLOW
    assert history.on(MONDAY + timedelta(days=2)) == SLOW


@given(histories, days)
def test_the_spans_that_lists_ask_by_agree_with_the_clocks_of_each_week(
    history: ClockHistory, day: date
) -> None:
    week = Week.of(day)
    fitting = [
        span.clocks
        for span in history.spans()
        if (span.first is None or span.first <= week) and (span.last is None or week <= span.last)
    ]
    assert fitting == [history.of_week(week)]


def test_an_appeal_is_heard_by_the_end_of_the_second_week_after_it() -> None:
    asked = Week.of(MONDAY)
    assert appeal_due(asked, Clocks()) == asked.plus(2)
    assert appeal_due(asked, Clocks(appeal_weeks=5)) == asked.plus(5)
