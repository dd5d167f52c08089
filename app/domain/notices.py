"""Letters to staff: when to try again, when to give up, and what an address may be."""

import re
from datetime import timedelta
from enum import StrEnum

from app.domain.errors import InvalidInput

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""Before the second try, the third, and so on; after the last one nobody tries again."""
LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\\x00-\x1f]{1,64}@[^\s@<>,;:\"\\\x00-\x1f]{1,190}", re.ASCII)


class NoticeState(StrEnum):
    """``sending`` is written before the conversation begins, so that a crash never sends one twice."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class NoticeKind(StrEnum):
    """Why somebody is told; the letter itself never says."""

    SAFETY = "safety"
    LATE = "late"
    HAND_OVER = "hand_over"


class Answer(StrEnum):
    """What the mail server said: taken, not now, or never."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


def answer_of(code: int) -> Answer:
    """By the first digit of an SMTP reply (RFC 5321, 4.2.1); what is no such reply is tried again."""
    if 200 <= code < 300:
        return Answer.TAKEN
    return Answer.NEVER if 500 <= code < 600 else Answer.LATER


def wait_before_next(tries: int) -> timedelta | None:
    """How long after so many tries (1 or more); None: give up."""
    return WAITS[tries - 1] if tries <= len(WAITS) else None


def check_address(typed: str) -> str:
    """An address fit for one header line, else ``InvalidInput``."""
    address = typed.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address) or "." not in address:
        raise InvalidInput("notices_bad_address", field="address")
    return address
