import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.word_use import (
    WordUse,
    board_may_read,
    may_change_word_use,
    may_withdraw,
    needs_safe_copy,
    public_may_read,
    read_word_use,
)

uses = st.sampled_from(WordUse)
copies = st.none() | st.sampled_from(SafeCopyState)
states = st.sampled_from(FeedbackState)
LOOKED_AT = FeedbackState.BEING_LOOKED_AT


@pytest.mark.parametrize("typed", [None, ""])
def test_no_choice_means_paraphrase(typed: str | None) -> None:
    assert read_word_use(typed) is WordUse.PARAPHRASE


def test_an_unknown_choice_is_refused_and_never_read_as_more() -> None:
    with pytest.raises(InvalidInput, match="unknown_word_use"):
        read_word_use("Quote")


@given(uses, copies, states)
def test_the_public_never_reads_what_the_board_may_not(
    use: WordUse, copy: SafeCopyState | None, state: FeedbackState
) -> None:
    assert board_may_read(use, copy, state) or not public_may_read(use, copy, state)


@given(copies, states)
def test_only_a_quote_is_public_and_a_count_is_read_by_nobody(
    copy: SafeCopyState | None, state: FeedbackState
) -> None:
    assert not public_may_read(WordUse.PARAPHRASE, copy, state)
    assert not board_may_read(WordUse.COUNT, copy, state)


@given(uses, states)
def test_nobody_reads_a_copy_that_the_person_has_not_seen_or_has_refused(
    use: WordUse, state: FeedbackState
) -> None:
    unseen = (None, SafeCopyState.DRAFTED, SafeCopyState.SHOWN, SafeCopyState.CHANGE_ASKED)
    assert not any(board_may_read(use, copy, state) for copy in (*unseen, SafeCopyState.REFUSED))


@given(uses, copies, st.sampled_from([FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN]))
def test_what_is_held_back_or_withdrawn_is_read_by_nobody(
    use: WordUse, copy: SafeCopyState | None, state: FeedbackState
) -> None:
    assert not board_may_read(use, copy, state)


def test_silence_leaves_the_choice_as_it_was_sent() -> None:
    silent = SafeCopyState.AGREED_BY_SILENCE
    assert public_may_read(WordUse.QUOTE, silent, LOOKED_AT)
    assert board_may_read(WordUse.PARAPHRASE, silent, LOOKED_AT)


def test_a_count_needs_no_safe_copy() -> None:
    assert [use for use in WordUse if needs_safe_copy(use)] == [WordUse.QUOTE, WordUse.PARAPHRASE]


def test_after_publication_neither_the_choice_changes_nor_the_words_come_back() -> None:
    assert not may_change_word_use(SafeCopyState.PUBLISHED, LOOKED_AT)
    assert not may_withdraw(SafeCopyState.PUBLISHED, LOOKED_AT)
    assert not may_withdraw(SafeCopyState.AGREED, FeedbackState.ANSWERED)


def test_until_publication_both_are_the_persons() -> None:
    assert may_change_word_use(SafeCopyState.AGREED, LOOKED_AT)
    assert may_withdraw(None, FeedbackState.RECEIVED)
    assert may_withdraw(None, FeedbackState.HELD_BACK)
