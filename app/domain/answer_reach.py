"""Whom an answer reaches, and how far it moves them."""

from app.domain.answers import Outcome, state_after
from app.domain.errors import IllegalMove
from app.domain.lifecycles import FEEDBACK, FeedbackState

WAITING = frozenset({FeedbackState.BEING_LOOKED_AT, FeedbackState.WITH_BOARD, FeedbackState.CHANGE_PLANNED})
"""Voices that an answer to their theme still finds open: looked at, and the last word not said."""
BY_DECISION = frozenset({FeedbackState.CHANGE_PLANNED, FeedbackState.CHANGE_MADE})
"""Where a decision may have brought a voice before anybody answered it: the answer only says so."""
NEVER_REACHED = frozenset({FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN})


def theme_reaches(state: FeedbackState, outcome: Outcome) -> bool:
    """True for a voice of the theme that waits and that this outcome moves on."""
    return state in WAITING and FEEDBACK.may_move(state, state_after(outcome))


def moves_of_answer(state: FeedbackState, outcome: Outcome) -> tuple[FeedbackState, ...] | None:
    """The moves of a voice that was named; None when it is never reached.

    Raises ``IllegalMove("answer_voice_not_open")`` for a voice that nobody has looked at yet, or that has
    this answer already.
    """
    target = state_after(outcome)
    if state in NEVER_REACHED:
        return None
    if state is target and state in BY_DECISION:
        return ()
    if not FEEDBACK.may_move(state, target):
        raise IllegalMove("answer_voice_not_open")
    return (target,)


def moves_of_correction(state: FeedbackState, outcome: Outcome) -> tuple[FeedbackState, ...] | None:
    """The moves of a voice that the corrected answer had reached; none where it stands right already.

    Where there is no way straight (what was called done and is not), it goes by being looked at again.
    """
    target = state_after(outcome)
    if state in NEVER_REACHED:
        return None
    if state is target:
        return ()
    if FEEDBACK.may_move(state, target):
        return (target,)
    for between in (FeedbackState.BEING_LOOKED_AT, FeedbackState.WITH_BOARD):
        if FEEDBACK.may_move(state, between):
            return (between, target)
    raise IllegalMove("answer_voice_not_open")
