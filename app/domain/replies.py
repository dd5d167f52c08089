"""Leadership's reply to a recommendation: do it or say why. And the board's word on that reply."""

from dataclasses import dataclass

from app.domain.errors import InvalidInput
from app.domain.lifecycles import REPLY, ReplyState

_POSITIONS = frozenset(REPLY.legal_moves(ReplyState.AWAITED))


@dataclass(frozen=True)
class Reply:
    """``reason`` may be empty only when everything was accepted."""

    position: ReplyState
    reason: str


def reply_to_recommendation(current: ReplyState, *, position: str | None, reason: str | None) -> Reply:
    """Check what leadership says.

    Raises ``InvalidInput`` without a position, or without a reason unless accepted; ``IllegalMove`` when it
    would give less than an earlier reply.
    """
    try:
        chosen = ReplyState(position or "")
    except ValueError:
        raise InvalidInput("reply_needs_position", field="position") from None
    if chosen not in _POSITIONS:
        raise InvalidInput("reply_needs_position", field="position")
    words = (reason or "").strip()
    if not words and chosen is not ReplyState.ACCEPTED:
        raise InvalidInput("reply_needs_reason", field="reason")
    return Reply(REPLY.move(current, chosen), words)


def check_board_reply(current: ReplyState, words: str) -> str:
    """What the board says to the reply; ``InvalidInput`` when there is nothing, or nothing to answer yet."""
    if current is ReplyState.AWAITED:
        raise InvalidInput("no_reply_to_answer", field="words")
    if not words.strip():
        raise InvalidInput("board_reply_needs_words", field="words")
    return words.strip()
