"""How a text stands on the ledger unread: as a salted hash, which text and salt together open.

When the text is erased its salt is erased too. What stays on the ledger then says nothing about the text,
and the chain stays whole.
"""

import hashlib
import hmac

from app.domain.ledger import canonical

SALT_BYTES = 32
_DOMAIN = b"sayso commitment 1\x00"


def commitment(record: canonical.Value, *, salt: bytes) -> str:
    """64 hex digits that bind to the record: SHA-256 over domain, salt (32 bytes) and canonical record."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt is {SALT_BYTES} bytes")
    return hashlib.sha256(_DOMAIN + salt + canonical.encode(record)).hexdigest()


def opens(committed: str, record: canonical.Value, *, salt: bytes) -> bool:
    """True when this record and salt are what was committed to."""
    return hmac.compare_digest(committed, commitment(record, salt=salt))
