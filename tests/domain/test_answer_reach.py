import pytest

from app.domain.answer_reach import (
    BY_DECISION,
    NEVER_REACHED,
    WAITING,
    moves_of_answer,
    moves_of_correction,
    theme_reaches,
)
from app.domain.answers import Outcome, state_after
from app.domain.borrowed_words import find_borrowed
from app.domain.errors import IllegalMove
from app.domain.lifecycles import FEEDBACK, FeedbackState

EVERY = [(state, outcome) for state in FeedbackState for outcome in Outcome]


@pytest.mark.parametrize(("state", "outcome"), EVERY)
def test_held_back_and_withdrawn_voices_are_never_reached(state: FeedbackState, outcome: Outcome) -> None:
    if state in NEVER_REACHED:
        assert moves_of_answer(state, outcome) is None
        assert moves_of_correction(state, outcome) is None
        assert not theme_reaches(state, outcome)


@pytest.mark.parametrize(("state", "outcome"), EVERY)
def test_an_answer_moves_only_along_the_lifecycle(state: FeedbackState, outcome: Outcome) -> None:
    try:
        moves = moves_of_answer(state, outcome)
    except IllegalMove as refusal:
        assert refusal.key == "answer_voice_not_open"
        assert not FEEDBACK.may_move(state, state_after(outcome))
        return
    if state is state_after(outcome):
        assert (moves, state in BY_DECISION) == ((), True)
    else:
        assert moves is None or moves == (state_after(outcome),)


@pytest.mark.parametrize(("state", "outcome"), EVERY)
def test_a_theme_reaches_only_voices_that_a_named_answer_could_move(
    state: FeedbackState, outcome: Outcome
) -> None:
    if theme_reaches(state, outcome):
        assert state in WAITING
        assert moves_of_answer(state, outcome)


@pytest.mark.parametrize(("state", "outcome"), EVERY)
def test_a_correction_ends_where_the_outcome_says_by_legal_moves_alone(
    state: FeedbackState, outcome: Outcome
) -> None:
    if state in NEVER_REACHED | {FeedbackState.RECEIVED}:
        return
    here = state
    for there in moves_of_correction(state, outcome) or ():
        here = FEEDBACK.move(here, there)
    assert here is state_after(outcome)


def test_what_was_called_done_and_is_only_planned_is_looked_at_again_first() -> None:
    assert moves_of_correction(FeedbackState.CHANGE_MADE, Outcome.CHANGE_PLANNED) == (
        FeedbackState.BEING_LOOKED_AT,
        FeedbackState.CHANGE_PLANNED,
    )


def test_six_words_in_a_row_are_borrowed_whatever_their_case_and_punctuation() -> None:
    copy = "People were robbed in the side alley, after leaving at night."
    assert find_borrowed("We know: PEOPLE were robbed -- in the side door.", copy) == (
        "people were robbed in the side"
    )


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("The way out is not safe after dark.", "People were robbed in the side alley."),
        ("In the side alley it is dark.", "People were robbed in the side alley."),
        ("", "People were robbed."),
        ("Anything at all", ""),
    ],
)
def test_a_summary_in_own_words_borrows_nothing(text: str, copy: str) -> None:
    assert find_borrowed(text, copy) is None


def test_a_short_copy_is_borrowed_when_all_of_it_is_there() -> None:
    assert find_borrowed("Somebody said: more socks please.", "More socks, please!") == "more socks please"
