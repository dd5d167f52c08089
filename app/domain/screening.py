"""What must be true before a voice goes on to the board."""

from app.domain.errors import IllegalMove
from app.domain.lifecycles import SafeCopyState
from app.domain.word_use import WordUse, is_agreed, needs_safe_copy


def check_ready_for_board(word_use: WordUse, copy: SafeCopyState | None, *, has_theme: bool) -> None:
    """The board gets an agreed safe copy, or a number within a theme; else ``IllegalMove``.

    "Only count", and "don't share" said to the safe copy, both mean the number (source: PRODUCT, "affirm
    agency" and rule 7 of "What nobody else has").
    """
    if not has_theme:
        raise IllegalMove("board.needs_theme")
    if needs_safe_copy(word_use) and copy is not SafeCopyState.REFUSED and not is_agreed(copy):
        raise IllegalMove("board.copy_not_agreed")
