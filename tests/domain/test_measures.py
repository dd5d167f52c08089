from app.domain.disclosure import Shown, ShownShare
from app.domain.measures import Answered, Counts, MeasureKey, Tally, measure
from app.domain.weeks import Week

NOW = Week(2026, 50)


def measured(counts: Counts) -> dict[MeasureKey, ShownShare]:
    return {one.key: one.share for one in measure(counts, NOW)}


def test_an_empty_organisation_shows_every_measure_without_a_number() -> None:
    shown = measure(Counts(), NOW)
    assert [one.key for one in shown] == list(MeasureKey)
    assert {one.share.how for one in shown} == {Shown.TOO_FEW}


def test_answers_are_counted_in_weeks_after_the_week_of_arrival() -> None:
    arrived = Week(2026, 34)
    groups = (
        Answered(arrived, arrived.plus(1), 20),
        Answered(arrived, arrived.plus(2), 15),
        Answered(arrived, arrived.plus(4), 12),
        Answered(arrived, arrived.plus(5), 30),
        Answered(arrived, None, 3),
    )
    shown = measured(Counts(answered=groups))
    assert shown[MeasureKey.ANSWERED_7] == ShownShare(Shown.EXACTLY, 20, 80)
    assert shown[MeasureKey.ANSWERED_14] == ShownShare(Shown.EXACTLY, 35, 80)
    assert shown[MeasureKey.ANSWERED_30] == ShownShare(Shown.EXACTLY, 47, 80)


def test_a_voice_whose_time_is_not_up_counts_neither_for_nor_against() -> None:
    ripe = Answered(Week(2026, 45), Week(2026, 46), 25)
    unripe = Answered(Week(2026, 46), Week(2026, 46), 500)
    shown = measured(Counts(answered=(ripe, unripe, Answered(Week(2026, 40), None, 25))))
    assert shown[MeasureKey.ANSWERED_7] == ShownShare(Shown.EXACTLY, 25, 50)


def test_numbers_of_people_hide_a_few_and_numbers_of_the_organisation_do_not() -> None:
    shown = measured(Counts(led_to_change=Tally(3, 40), double_quorum=Tally(3, 3)))
    assert shown[MeasureKey.LED_TO_CHANGE] == ShownShare(Shown.FEWER_THAN_TEN, None, 40)
    assert shown[MeasureKey.DOUBLE_QUORUM] == ShownShare(Shown.EXACTLY, 3, 3)


def test_a_target_is_reached_exactly_at_its_edge() -> None:
    def reached(reported: Tally, traced: Tally) -> list[bool | None]:
        shown = {one.key: one for one in measure(Counts(reported_back=reported, traced=traced), NOW)}
        return [shown[key].reaches_target for key in (MeasureKey.REPORTED_BACK, MeasureKey.TRACED)]

    assert reached(Tally(4, 5), Tally(7, 10)) == [True, True]
    assert reached(Tally(79, 100), Tally(69, 100)) == [False, False]
    assert reached(Tally(), Tally()) == [None, None]
