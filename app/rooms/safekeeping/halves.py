"""The recovery key is typed in from its two halves: on the terminal, or as two lines, never as arguments."""

import getpass
import sys

from app.domain.errors import InvalidInput
from app.vault.boxes import KeyPair
from app.vault.recovery import join_halves
from app.web.words import Sentence

_TIMES = 3


class NoHalves(Exception):
    """They were not given, or not right. Says so in one line."""


def ask_for_recovery_key() -> KeyPair:
    """Ask three times at most; what is typed is not shown and kept nowhere. ``NoHalves``."""
    if not sys.stdin.isatty():
        return _joined(sys.stdin.readline(), sys.stdin.readline())
    for left in range(_TIMES - 1, -1, -1):
        try:
            return _joined(getpass.getpass("One half: "), getpass.getpass("The other half: "))
        except NoHalves as wrong:
            if not left:
                raise
            print(wrong, file=sys.stderr)  # noqa: T201  # a terminal, and the person at it
    raise AssertionError


def _joined(one: str, other: str) -> KeyPair:
    if not one.strip() or not other.strip():
        raise NoHalves("Both halves of the recovery key are needed, each on a line of its own.")
    try:
        return join_halves(one, other)
    except InvalidInput as refusal:
        raise NoHalves(Sentence(refusal.key, refusal.facts).words("en")) from None
