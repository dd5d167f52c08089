"""A lot that anybody can draw again: names ordered by a hash over a seed that was made in the room.

Source: the tie-breaking of public randomness beacons and of RFC 3797 (publicly verifiable selection), cut
down to one hash a name.
"""

import hashlib
import re
from collections.abc import Iterable

from app.domain.errors import InvalidInput

LEAST_DIGITS = 12
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def read_seed(typed: str) -> str:
    """The digits that dice or drawn numbers gave, at least twelve; anything else is ``InvalidInput``."""
    digits = "".join(typed.split())
    if not _DIGITS.fullmatch(digits) or not LEAST_DIGITS <= len(digits) <= 100:
        raise InvalidInput("lot_needs_digits", field="seed", least=LEAST_DIGITS)
    return digits


def draw_lot(names: Iterable[str], *, seed: str) -> list[str]:
    """The names in the order of the lot: by SHA-256 over the seed, a line feed and the name."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).digest())
