"""Every state of every lifecycle, generated from the lifecycles themselves."""

from enum import StrEnum
from typing import Any

import pytest

from app.domain.errors import IllegalMove
from app.domain.lifecycles import (
    FEEDBACK,
    HOLD,
    LIFECYCLES,
    PROPOSAL,
    SAFE_COPY,
    FeedbackState,
    HoldState,
    Lifecycle,
    ProposalState,
    SafeCopyState,
)

LEGAL = [
    (life, here, to) for life in LIFECYCLES for here in life.states for to in sorted(life.legal_moves(here))
]
ILLEGAL = [(life, here, to) for life in LIFECYCLES for here, to in life.illegal_moves()]


def name(value: object) -> str:
    return value.name if isinstance(value, Lifecycle) else str(value)


@pytest.mark.parametrize(("life", "here", "to"), LEGAL, ids=name)
def test_a_legal_move_gives_the_new_state(life: Lifecycle[Any], here: StrEnum, to: StrEnum) -> None:
    assert life.may_move(here, to)
    assert life.move(here, to) == to


@pytest.mark.parametrize(("life", "here", "to"), ILLEGAL, ids=name)
def test_an_illegal_move_is_refused_with_its_reason(life: Lifecycle[Any], here: StrEnum, to: StrEnum) -> None:
    assert not life.may_move(here, to)
    with pytest.raises(IllegalMove) as refusal:
        life.move(here, to)
    assert refusal.value.key == "illegal_move"
    assert refusal.value.facts == {"lifecycle": life.name, "from": here.value, "to": to.value}


@pytest.mark.parametrize("life", LIFECYCLES, ids=name)
def test_every_state_has_its_moves_and_is_reached_from_the_first(life: Lifecycle[Any]) -> None:
    assert set(life.states) == set(type(life.first))
    reached, waiting = {life.first}, [life.first]
    while waiting:
        onward = life.legal_moves(waiting.pop()) - reached
        reached |= onward
        waiting.extend(onward)
    assert reached == set(life.states)


@pytest.mark.parametrize("life", LIFECYCLES, ids=name)
def test_no_state_moves_to_itself(life: Lifecycle[Any]) -> None:
    assert all((state, state) in life.illegal_moves() for state in life.states)


def test_feedback_is_opened_before_anything_is_done_with_it() -> None:
    assert FEEDBACK.legal_moves(FeedbackState.RECEIVED) == {
        FeedbackState.BEING_LOOKED_AT,
        FeedbackState.WITHDRAWN,
    }


def test_what_was_answered_in_public_cannot_be_withdrawn() -> None:
    answered = (FeedbackState.ANSWERED, FeedbackState.CHANGE_MADE, FeedbackState.NO_CHANGE)
    assert not any(FEEDBACK.may_move(state, FeedbackState.WITHDRAWN) for state in answered)


def test_a_change_that_did_not_help_returns_to_the_board() -> None:
    assert FEEDBACK.move(FeedbackState.CHANGE_MADE, FeedbackState.WITH_BOARD) == FeedbackState.WITH_BOARD


def test_a_safe_copy_is_published_only_after_the_person_agreed_or_was_silent() -> None:
    before = {s for s in SAFE_COPY.states if SAFE_COPY.may_move(s, SafeCopyState.PUBLISHED)}
    assert before == {SafeCopyState.AGREED, SafeCopyState.AGREED_BY_SILENCE}


def test_nothing_is_held_back_by_one_reader_alone() -> None:
    assert HOLD.legal_moves(HoldState.ASKED) == {HoldState.CONFIRMED, HoldState.REFUSED}


def test_a_proposal_screened_out_can_always_be_appealed() -> None:
    assert PROPOSAL.legal_moves(ProposalState.REFUSED) == {ProposalState.APPEALED}


def test_a_recommendation_takes_effect_only_after_leadership_said_yes_to_some_of_it() -> None:
    before = {s for s in PROPOSAL.states if PROPOSAL.may_move(s, ProposalState.IN_EFFECT)}
    assert before == {ProposalState.ADOPTED, ProposalState.ACCEPTED, ProposalState.ACCEPTED_IN_PART}


def test_what_was_withdrawn_or_refused_twice_has_nowhere_to_go() -> None:
    assert {ProposalState.WITHDRAWN, ProposalState.REFUSED_ON_APPEAL} <= PROPOSAL.final_states
    assert FEEDBACK.final_states == {FeedbackState.WITHDRAWN}
