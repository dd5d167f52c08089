"""Whom the public numbers count, and that no two of them give away a third."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.disclosure import Shown, ShownShare
from app.domain.measures import Answered, Tally
from app.domain.public_numbers import (
    VoiceCounts,
    last_week_counted,
    last_week_of_arrival,
    led_to_change,
    protect_voices,
    tally_of_some,
)
from app.domain.weeks import Week

KINDS = {"suggestion": 20, "concern": 30, "praise": 12, "question": 10, "warning": 15, "": 11}
ARRIVED = Week(2026, 30)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_weeks_that_count_are_whole_and_change_only_with_the_month(today: date) -> None:
    last = last_week_counted(today)
    assert last == last_week_counted(today.replace(day=1))
    assert last.ends_on < today.replace(day=1) <= last.next.ends_on
    assert last.weeks_since(last_week_of_arrival(today)) == 4


def test_changes_are_counted_of_those_who_ask_for_one_when_both_groups_are_large() -> None:
    counts = VoiceCounts(by_kind=KINDS, changed={"concern": 12, "praise": 3})
    assert led_to_change(counts) == Tally(12, 76)
    assert not protect_voices(counts).changes_of_all


def test_few_who_praise_are_not_given_away_by_the_number_who_ask() -> None:
    counts = VoiceCounts(by_kind={**KINDS, "praise": 4, "question": 3}, changed={"concern": 12, "praise": 1})
    assert led_to_change(counts) == Tally(13, 83)
    assert protect_voices(counts).changes_of_all


def test_each_group_of_kinds_hides_enough_for_its_own_total() -> None:
    shown = dict(protect_voices(VoiceCounts(by_kind={**KINDS, "praise": 4})).kinds.rows)
    assert shown == {**KINDS, "praise": None, "question": None}


def test_who_waits_is_hidden_while_the_rest_would_be_a_few() -> None:
    def waiting(in_time: int, late: int, waits: int) -> ShownShare:
        groups = (Answered(ARRIVED, ARRIVED.next, in_time), Answered(ARRIVED, ARRIVED.plus(9), late))
        counts = VoiceCounts(
            answered=(*groups, Answered(ARRIVED, None, waits)),
            by_kind={"concern": in_time + late + waits},
            waiting=waits,
        )
        return protect_voices(counts).waiting

    assert waiting(20, 15, 12) == ShownShare(Shown.EXACTLY, 12, 47)
    assert waiting(20, 4, 12) == ShownShare(Shown.FEW_MORE, None, 36)
    assert waiting(20, 15, 4) == ShownShare(Shown.FEW_MORE, None, 39)
    assert waiting(0, 35, 4) == ShownShare(Shown.FEWER_THAN_TEN, None, 39)
    assert waiting(0, 3, 36) == ShownShare(Shown.ALL_BUT_FEW, None, 39)


def test_a_measure_of_some_is_empty_when_they_or_the_others_are_a_few() -> None:
    assert tally_of_some(Tally(5, 12), 30) == Tally(5, 12)
    assert tally_of_some(Tally(5, 9), 30) == Tally()
    assert tally_of_some(Tally(5, 21), 30) == Tally()


def test_a_theme_is_listed_from_ten_voices_on() -> None:
    counts = VoiceCounts(by_kind={"concern": 40}, by_theme={"Lights": 10, "Doors": 9, "Van": 39})
    assert protect_voices(counts).themes == (
        ("Lights", ShownShare(Shown.EXACTLY, 10, 40)),
        ("Van", ShownShare(Shown.ALL_BUT_FEW, None, 40)),
    )
