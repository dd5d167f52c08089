"""How one secret becomes others: argon2id for what people type, HKDF and HMAC for what machines hold."""

import hashlib
import hmac
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

SALT_BYTES = 16


@dataclass(frozen=True)
class Cost:
    """What one argon2id derivation takes. Changing it makes a code or passphrase lead to other keys."""

    memory_kib: int
    passes: int
    lanes: int = 1


RECEIPT_COST = Cost(memory_kib=19 * 1024, passes=2)
ACCOUNT_COST = Cost(memory_kib=64 * 1024, passes=3)


def argon2id(secret: bytes, salt: bytes, *, length: int, cost: Cost) -> bytes:
    """``length`` bytes by RFC 9106 (version 0x13). Releases the interpreter lock while it works."""
    return hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=length,
        type=Type.ID,
    )


def hkdf_sha256(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 with SHA-256; ``length`` at most 8160 bytes."""
    pseudorandom = hmac.digest(salt or bytes(32), secret, "sha256")
    block, output = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(pseudorandom, block + info + bytes([counter]), "sha256")
        output += block
    return output[:length]


def derive_key(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose; keys of different purposes tell nothing about each other."""
    return hkdf_sha256(secret, salt=b"sayso", info=purpose.encode(), length=32)


def framed(*parts: bytes) -> bytes:
    """The parts in one string that no other list of parts gives: each after its length in 8 bytes."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def keyed_hash(key: bytes, purpose: str, *parts: bytes) -> bytes:
    """HMAC-SHA256 (32 bytes) over the purpose and the framed parts."""
    return hmac.digest(key, framed(purpose.encode(), *parts), "sha256")


def plain_hash(*parts: bytes) -> bytes:
    """SHA-256 (32 bytes) over the framed parts."""
    return hashlib.sha256(framed(*parts)).digest()


def text_bytes(text: str) -> bytes:
    """UTF-8 that also takes lone surrogates: for hashing what anybody may send, never for storing it."""
    return text.encode("utf-8", "surrogatepass")
