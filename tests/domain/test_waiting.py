"""Which clock of a voice runs, what may go to the board, and who judges an appeal."""

import pytest

from app.domain.clocks import Clocks, Standing
from app.domain.errors import IllegalMove, NotAllowed
from app.domain.holding import check_appeal_reader, may_read_second
from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.permissions import Role
from app.domain.screening import check_ready_for_board
from app.domain.slugs import slug_of
from app.domain.waiting import VoiceDates, arrivals_due, late_arrivals, timing_of
from app.domain.weeks import Week
from app.domain.word_use import WordUse

NOW = Week(2026, 48)
CLOCKS = Clocks()


@pytest.mark.parametrize(
    ("state", "arrived", "standing"),
    [
        (FeedbackState.RECEIVED, 48, Standing.LATER),
        (FeedbackState.RECEIVED, 47, Standing.THIS_WEEK),
        (FeedbackState.RECEIVED, 46, Standing.LATE),
        (FeedbackState.BEING_LOOKED_AT, 46, Standing.THIS_WEEK),
        (FeedbackState.WITH_BOARD, 45, Standing.LATE),
    ],
)
def test_the_first_look_has_its_clock_and_then_the_answer(
    state: FeedbackState, arrived: int, standing: Standing
) -> None:
    timing = timing_of(state, VoiceDates(Week(2026, arrived)), now=NOW, clocks=CLOCKS)
    assert timing is not None
    assert timing.standing is standing


def test_the_weeks_that_lists_ask_for_agree_with_the_clock_of_each_voice() -> None:
    late, due = late_arrivals(NOW, CLOCKS), arrivals_due(NOW, CLOCKS)
    for weeks_ago in range(8):
        arrived = NOW.minus(weeks_ago)
        for state, late_until, due_in in (
            (FeedbackState.RECEIVED, late.unlooked, due.unlooked),
            (FeedbackState.BEING_LOOKED_AT, late.unanswered, due.unanswered),
        ):
            timing = timing_of(state, VoiceDates(arrived), now=NOW, clocks=CLOCKS)
            assert timing is not None
            assert (arrived <= late_until) == timing.is_overdue
            assert (arrived == due_in) == (timing.standing is Standing.THIS_WEEK)


@pytest.mark.parametrize("state", [FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN])
def test_no_clock_runs_for_what_is_held_back_or_withdrawn(state: FeedbackState) -> None:
    assert timing_of(state, VoiceDates(NOW.minus(9)), now=NOW, clocks=CLOCKS) is None


def test_an_answered_voice_says_whether_it_was_in_time() -> None:
    arrived = NOW.minus(9)
    for answered, standing in ((2, Standing.DONE_IN_TIME), (3, Standing.DONE_LATE)):
        timing = timing_of(
            FeedbackState.ANSWERED, VoiceDates(arrived, arrived.plus(answered)), now=NOW, clocks=CLOCKS
        )
        assert timing is not None
        assert timing.standing is standing


@pytest.mark.parametrize(
    ("word_use", "copy"),
    [
        (WordUse.PARAPHRASE, SafeCopyState.AGREED),
        (WordUse.QUOTE, SafeCopyState.AGREED_BY_SILENCE),
        (WordUse.PARAPHRASE, SafeCopyState.REFUSED),
        (WordUse.COUNT, None),
    ],
)
def test_the_board_gets_an_agreed_copy_or_a_number(word_use: WordUse, copy: SafeCopyState | None) -> None:
    check_ready_for_board(word_use, copy, has_theme=True)
    with pytest.raises(IllegalMove, match="needs_theme"):
        check_ready_for_board(word_use, copy, has_theme=False)


@pytest.mark.parametrize(
    "copy", [None, SafeCopyState.DRAFTED, SafeCopyState.SHOWN, SafeCopyState.CHANGE_ASKED]
)
def test_the_speaker_sees_the_copy_before_the_board(copy: SafeCopyState | None) -> None:
    with pytest.raises(IllegalMove, match="copy_not_agreed"):
        check_ready_for_board(WordUse.PARAPHRASE, copy, has_theme=True)


def test_whoever_agreed_to_hold_back_judges_the_appeal_only_where_nobody_else_can() -> None:
    with pytest.raises(NotAllowed):
        check_appeal_reader(reader_confirmed=True, another_exists=True)
    check_appeal_reader(reader_confirmed=True, another_exists=False)
    check_appeal_reader(reader_confirmed=False, another_exists=True)


def test_a_second_reader_has_no_role_of_staff() -> None:
    assert may_read_second({Role.OUTSIDE_READER, Role.BOARD_MEMBER})
    assert not may_read_second({Role.OUTSIDE_READER, Role.STEWARD})
    assert not may_read_second({Role.BOARD_MEMBER})


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Night van: hours", "night-van-hours"), ("  ¿Baño?  ", "baño"), ("厕所", "厕所"), ("!!!", "")],
)
def test_a_slug_keeps_letters_of_any_script(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_slug_is_short() -> None:
    assert len(slug_of("very " * 100)) <= 60
