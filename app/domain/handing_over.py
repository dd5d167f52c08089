"""What is said about staff goes to leadership only as its person chose: in agreed words, or as one more."""

from enum import StrEnum

from app.domain.errors import IllegalMove
from app.domain.lifecycles import SafeCopyState
from app.domain.lifecycles.lifecycle import Lifecycle
from app.domain.word_use import WordUse, is_agreed, needs_safe_copy


class HandoverState(StrEnum):
    """``handed``: leadership owes an answer to the outside reader. ``answered``: it said what it did."""

    HANDED = "handed"
    ANSWERED = "answered"


HANDOVER = Lifecycle(
    "handover",
    HandoverState.HANDED,
    {
        HandoverState.HANDED: frozenset({HandoverState.ANSWERED}),
        HandoverState.ANSWERED: frozenset(),
    },
)


def carries_words(word_use: WordUse, copy: SafeCopyState | None) -> bool:
    """True when leadership may read the safe copy; False: only that there is one more.

    "Only count" and "don't share" never go in words. ``IllegalMove`` while the person has not agreed yet.
    """
    if not needs_safe_copy(word_use) or copy is SafeCopyState.REFUSED:
        return False
    if not is_agreed(copy):
        raise IllegalMove("handover_copy_not_agreed")
    return True
