"""The recovery key: printed once, as two halves that two people keep apart. Neither half tells anything.

A printed half is 40 bytes in Crockford's base32: which half (1), which key (2: the start of the SHA-256
of its public key), the share (32), the start of the SHA-256 of all that (5).
"""

import hashlib
import secrets
from dataclasses import dataclass, field

from app.domain.errors import InvalidInput
from app.vault import crockford
from app.vault.boxes import KeyPair, key_pair_from_private, new_key_pair

GROUPS = 16
_FIRST, _SECOND = 1, 2
_HALF_LENGTH = 64
_NAME_BYTES = 2
_SHARE_BYTES = 32
_CHECK_BYTES = 5
_LONGEST_TYPED = 500


class BrokenHalf(InvalidInput):
    """A half was mistyped. ``half`` is 1 or 2: the place where it was typed."""

    def __init__(self, half: int) -> None:
        super().__init__("recovery.broken_half", field=f"half_{half}", half=half)
        self.half = half


class HalvesDoNotMatch(InvalidInput):
    """Both are well typed, but they are the same half twice or belong to different keys."""

    def __init__(self, key: str) -> None:
        super().__init__(key, field="half_2")


@dataclass(frozen=True)
class _Half:
    number: int
    name: bytes
    share: bytes = field(repr=False)


def new_recovery_key() -> KeyPair:
    """Seal backups and circles to the public half; print the private one by ``split`` and forget it."""
    return new_key_pair()


def split(recovery: KeyPair) -> tuple[list[str], list[str]]:
    """The two halves, each as 16 groups of four symbols, for paper."""
    share = secrets.token_bytes(_SHARE_BYTES)
    name = _name(recovery.public)
    return (
        _print(_Half(number=_FIRST, name=name, share=share)),
        _print(_Half(number=_SECOND, name=name, share=_xor(share, recovery.private))),
    )


def join_halves(typed_first: str, typed_second: str) -> KeyPair:
    """The recovery key from both halves as typed, in either order; ``BrokenHalf``, ``HalvesDoNotMatch``."""
    first, second = _read(typed_first, 1), _read(typed_second, 2)
    if first.name != second.name:
        raise HalvesDoNotMatch("recovery.halves_of_different_keys")
    if first.number == second.number:
        raise HalvesDoNotMatch("recovery.same_half_twice")
    recovery = key_pair_from_private(_xor(first.share, second.share))
    if _name(recovery.public) != first.name:
        raise HalvesDoNotMatch("recovery.halves_of_different_keys")
    return recovery


def _print(half: _Half) -> list[str]:
    body = bytes([half.number]) + half.name + half.share
    return crockford.groups(crockford.encode(body + _check(body)))


def _read(typed: str, place: int) -> _Half:
    try:
        symbols = crockford.clean(typed[: _LONGEST_TYPED + 1])
    except crockford.NotCrockford:
        raise BrokenHalf(place) from None
    if len(typed) > _LONGEST_TYPED or len(symbols) != _HALF_LENGTH:
        raise BrokenHalf(place)
    data = crockford.decode(symbols)
    body, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
    if check != _check(body) or body[0] not in (_FIRST, _SECOND):
        raise BrokenHalf(place)
    return _Half(number=body[0], name=body[1 : 1 + _NAME_BYTES], share=body[1 + _NAME_BYTES :])


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"sayso recovery half" + body).digest()[:_CHECK_BYTES]


def _name(public: bytes) -> bytes:
    return hashlib.sha256(b"sayso recovery key" + public).digest()[:_NAME_BYTES]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))
