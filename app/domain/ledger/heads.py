"""A signed head: what the organisation says its whole ledger was at the end of a day."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.ledger import canonical, ed25519
from app.domain.ledger.tree import State

_KIND = "sayso ledger head 1"
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Head:
    """The first `size` leaves hash to `root` (64 hex digits), said on `day`."""

    size: int
    root: str
    day: date

    @property
    def state(self) -> State:
        """The tree that this head speaks of."""
        return State(self.size, bytes.fromhex(self.root))


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with its signature, 128 hex digits."""

    head: Head
    signature: str


def signed_bytes(head: Head) -> bytes:
    """The bytes that a head's signature covers: canonical JSON of day, kind, root and size."""
    return canonical.encode(
        {"day": head.day.isoformat(), "kind": _KIND, "root": head.root, "size": head.size}
    )


def is_signed(signed: SignedHead, *, key: bytes) -> bool:
    """True when the signature is that key's over exactly this head."""
    return ed25519.verifies(key, signed_bytes(signed.head), bytes.fromhex(signed.signature))


def to_record(signed: SignedHead) -> dict[str, canonical.Value]:
    """How a head is published: size, root, day and signature."""
    head = signed.head
    return {
        "day": head.day.isoformat(),
        "root": head.root,
        "signature": signed.signature,
        "size": head.size,
    }


def from_record(record: object) -> SignedHead:
    """Read a published head; ValueError unless it has exactly the four parts, each in its form."""
    if not isinstance(record, dict) or record.keys() != {"day", "root", "signature", "size"}:
        raise ValueError("a head has day, root, signature and size")
    size, root, day, signature = (record[name] for name in ("size", "root", "day", "signature"))
    if type(size) is not int or not 0 < size <= canonical.MAX_INTEGER:
        raise ValueError("a head's size is a number of leaves")
    if not (isinstance(root, str) and _HASH.fullmatch(root)):
        raise ValueError("a head's root is 64 hex digits")
    if not (isinstance(signature, str) and _SIGNATURE.fullmatch(signature)):
        raise ValueError("a head's signature is 128 hex digits")
    if not (isinstance(day, str) and _DAY.fullmatch(day)):
        raise ValueError("a head's day is a date")
    return SignedHead(Head(size, root, date.fromisoformat(day)), signature)
