from datetime import date

import pytest

from app.domain.answers import ADVOCACY_OUTCOMES, Outcome, check_answer, public_words, state_after
from app.domain.errors import InvalidInput, NotAllowed
from app.domain.feedback_kinds import Kind, asks_for_change
from app.domain.holding import HoldGround, check_second_reader, read_ground
from app.domain.lifecycles import FEEDBACK, FeedbackState


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_public_words_and_a_state_that_an_opened_voice_can_reach(outcome: Outcome) -> None:
    assert public_words(outcome)
    assert FEEDBACK.may_move(FeedbackState.BEING_LOOKED_AT, state_after(outcome))
    assert FEEDBACK.may_move(FeedbackState.WITH_BOARD, state_after(outcome))


@pytest.mark.parametrize(
    ("outcome", "reason", "field"),
    [
        (None, "Because", "outcome"),
        ("maybe", "Because", "outcome"),
        ("no_change", "", "reason"),
        ("thanks", "  ", "reason"),
        ("explained", None, "reason"),
        ("change_planned", "We ordered lamps", "by_on"),
    ],
)
def test_an_answer_without_outcome_reason_or_promised_date_is_refused(
    outcome: str | None, reason: str | None, field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_answer(outcome, reason)
    assert refusal.value.field == field


def test_a_planned_change_says_by_when() -> None:
    answer = check_answer("change_planned", " We ordered lamps. ", by_on=date(2026, 12, 10))
    assert (answer.outcome, answer.reason) == (Outcome.CHANGE_PLANNED, "We ordered lamps.")


def test_what_others_must_change_is_counted_apart() -> None:
    assert {Outcome.OUTSIDE_CONTROL, Outcome.ADVOCACY} == ADVOCACY_OUTCOMES


def test_praise_and_questions_do_not_ask_for_a_change_and_an_unnamed_voice_may() -> None:
    assert [kind for kind in Kind if not asks_for_change(kind)] == [Kind.PRAISE, Kind.QUESTION]
    assert asks_for_change(None)


@pytest.mark.parametrize("typed", [None, "", "rude"])
def test_nothing_is_held_back_without_a_stated_ground(typed: str | None) -> None:
    with pytest.raises(InvalidInput, match="hold_needs_ground"):
        read_ground(typed)
    assert read_ground("danger") is HoldGround.DANGER


@pytest.mark.parametrize(("staff", "same"), [(True, False), (False, True), (True, True)])
def test_the_second_reader_is_somebody_else_and_not_staff(staff: bool, same: bool) -> None:
    with pytest.raises(NotAllowed):
        check_second_reader(reader_is_staff=staff, reader_asked_for_it=same)
    check_second_reader(reader_is_staff=False, reader_asked_for_it=False)
