"""Receipt codes: 80 random bits that a person writes down, and the keys they lead to.

A vote card carries the same kind of code.
"""

import hmac
import secrets
from dataclasses import dataclass, field

from app.domain.errors import InvalidInput
from app.vault import crockford
from app.vault.boxes import KeyPair, key_pair_from_seed
from app.vault.crockford import ALPHABET
from app.vault.derivation import (
    RECEIPT_COST,
    SALT_BYTES,
    Cost,
    argon2id,
    derive_key,
    keyed_hash,
    text_bytes,
)

__all__ = [
    "ALPHABET",
    "MalformedCode",
    "ReceiptKeys",
    "code_for_form",
    "derive_receipt",
    "group_code",
    "new_code",
    "normalise_code",
    "spend_equal_time",
]

CODE_LENGTH = 16
_CODE_BYTES = 10
_LONGEST_TYPED = 200


class MalformedCode(InvalidInput):
    """What was typed cannot be a code: wrong length, or a character that no code has."""

    def __init__(self) -> None:
        super().__init__("receipt.malformed_code", field="code")


@dataclass(frozen=True)
class ReceiptKeys:
    """``lookup`` (32 bytes) finds the receipt's row, ``keys`` open what was sealed to it."""

    lookup: bytes = field(repr=False)
    keys: KeyPair = field(repr=False)


def new_code() -> str:
    """16 symbols, 80 bits from the operating system."""
    return crockford.encode(secrets.token_bytes(_CODE_BYTES))


def code_for_form(reshow_key: bytes, token: bytes, *, digest: bytes) -> str:
    """The same 16 symbols for the same form sent twice, as long as the re-show key exists."""
    return crockford.encode(keyed_hash(reshow_key, "receipt code", token, digest)[:_CODE_BYTES])


def normalise_code(text: str) -> str:
    """16 symbols of ``ALPHABET`` from what was typed; what is forgiven stands at ``crockford.clean``."""
    if len(text) > _LONGEST_TYPED:
        raise MalformedCode
    try:
        code = crockford.clean(text)
    except crockford.NotCrockford:
        raise MalformedCode from None
    if len(code) != CODE_LENGTH:
        raise MalformedCode
    return code


def group_code(code: str) -> list[str]:
    """Four groups of four, as printed on the receipt."""
    return crockford.groups(code)


def derive_receipt(code: str, pepper: bytes, *, cost: Cost = RECEIPT_COST) -> ReceiptKeys:
    """The keys of a normalised code. Slow on purpose: run it in the argon lane, before a transaction."""
    return _derive(code.encode("ascii"), pepper, cost)


def spend_equal_time(text: str, pepper: bytes, *, cost: Cost = RECEIPT_COST) -> bytes:
    """The work of ``derive_receipt`` for a malformed code; returns a lookup value that no receipt has.

    Look it up like any other, so that a malformed code takes as long as a wrong one.
    """
    return _derive(b"malformed:" + text_bytes(text[:_LONGEST_TYPED]), pepper, cost).lookup


def _derive(secret: bytes, pepper: bytes, cost: Cost) -> ReceiptKeys:
    # One salt for the installation: the code is looked up by its hash, and 80 bits need no own salt.
    salt = derive_key(pepper, "receipt salt")[:SALT_BYTES]
    stretched = argon2id(secret, salt, length=64, cost=cost)
    return ReceiptKeys(
        lookup=hmac.digest(pepper, stretched[:32], "sha256"), keys=key_pair_from_seed(stretched[32:])
    )
