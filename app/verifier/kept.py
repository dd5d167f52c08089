"""What somebody kept from elsewhere to compare with: a head from a poster, minutes or an earlier visit."""

import re
from pathlib import Path

from app.domain.ledger import canonical
from app.domain.ledger.tree import State
from app.verifier.published import state_from

_TYPED = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})", re.ASCII)


def read_kept_head(text: str) -> State:
    """A head given as SIZE:ROOT, as JSON or as a file with JSON; ValueError, in one line, for anything else.

    The JSON is one head, or a whole head.json, of which the newest head counts.
    """
    typed = _TYPED.fullmatch(text.strip().lower())
    if typed:
        return State(int(typed[1]), bytes.fromhex(typed[2]))
    try:
        data = text.encode() if text.lstrip().startswith("{") else Path(text).read_bytes()
        record = canonical.parse(data)
        if isinstance(record, dict) and isinstance(record.get("heads"), list):
            record = record["heads"][-1]
        return state_from(record)
    except OSError as error:
        raise ValueError(f"{text} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError(f"this is no head of a ledger: {error}") from error


def read_key(text: str) -> bytes:
    """A public key as 64 hex digits, spaces and case forgiven."""
    digits = "".join(text.split()).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits, re.ASCII):
        raise ValueError("a key is 64 hex digits")
    return bytes.fromhex(digits)
