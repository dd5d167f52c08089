"""How far somebody has signed in, and how long that holds."""

from datetime import datetime, timedelta
from enum import StrEnum

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
HALF_WAY_LASTS = timedelta(minutes=10)
PROOF_LASTS = timedelta(minutes=15)


class SessionStage(StrEnum):
    """``half``: the passphrase was right and the second factor is asked; it opens nothing else.

    ``plain``: signed in by the passphrase alone; ``strong``: with a second factor.
    """

    HALF = "half"
    PLAIN = "plain"
    STRONG = "strong"


def is_over(*, made_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """True after half an hour without use, and after twelve hours in any case."""
    return seen_at < now - IDLE or made_at < now - LONGEST


def is_half_way_over(*, made_at: datetime, now: datetime) -> bool:
    """True when the second factor was waited for too long."""
    return made_at < now - HALF_WAY_LASTS


def is_recent(proved_at: datetime, now: datetime) -> bool:
    """True while a proof of who this is still counts for keys, people, exports and passphrases."""
    return now - proved_at <= PROOF_LASTS
