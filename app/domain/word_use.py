"""What a person allows us to do with their words, and what follows from it."""

from enum import StrEnum

from app.domain.errors import InvalidInput
from app.domain.lifecycles import FEEDBACK, FeedbackState, SafeCopyState


class WordUse(StrEnum):
    """``quote``: the public may read the safe copy; ``paraphrase``: the board; ``count``: numbers only."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    COUNT = "count"


DEFAULT_WORD_USE = WordUse.PARAPHRASE
_AGREED = frozenset({SafeCopyState.AGREED, SafeCopyState.AGREED_BY_SILENCE, SafeCopyState.PUBLISHED})
_KEPT_FROM_EVERYBODY = frozenset({FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN})


def read_word_use(typed: str | None) -> WordUse:
    """The choice on a form; none means paraphrase. Anything unknown is ``InvalidInput``."""
    if not typed:
        return DEFAULT_WORD_USE
    try:
        return WordUse(typed)
    except ValueError:
        raise InvalidInput("unknown_word_use", field="word_use") from None


def chose_quote_warned(word_use: WordUse, *, was_warned: bool) -> bool:
    """Whether this is quote, chosen where the page said that few may have said the same (PRODUCT)."""
    return was_warned and word_use is WordUse.QUOTE


def needs_safe_copy(word_use: WordUse) -> bool:
    """Whether anybody but the stewards will ever read something of it."""
    return word_use is not WordUse.COUNT


def is_agreed(copy: SafeCopyState | None) -> bool:
    """The person said yes to the safe copy, or was silent for as long as was announced."""
    return copy in _AGREED


def board_may_read(word_use: WordUse, copy: SafeCopyState | None, feedback: FeedbackState) -> bool:
    """True once the person agreed to the safe copy or was silent: the speaker sees it before the board."""
    if feedback in _KEPT_FROM_EVERYBODY or word_use is WordUse.COUNT:
        return False
    return is_agreed(copy)


def public_may_read(word_use: WordUse, copy: SafeCopyState | None, feedback: FeedbackState) -> bool:
    """True when the person chose quote and the board may read the same copy."""
    return word_use is WordUse.QUOTE and board_may_read(word_use, copy, feedback)


def may_change_word_use(copy: SafeCopyState | None, feedback: FeedbackState) -> bool:
    """Until the safe copy is public the choice is the person's, in either direction."""
    return copy is not SafeCopyState.PUBLISHED and feedback is not FeedbackState.WITHDRAWN


def may_withdraw(copy: SafeCopyState | None, feedback: FeedbackState) -> bool:
    """Until something of it is public: a safe copy, or an answer."""
    return copy is not SafeCopyState.PUBLISHED and FEEDBACK.may_move(feedback, FeedbackState.WITHDRAWN)
