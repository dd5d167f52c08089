"""Vote cards: what is printed on one, the hash that is kept of it, and the marks that it leaves.

A card is 80 random bits, written as a receipt code is. The server keeps only ``lookup``; every mark that the
card leaves is made from the secret, so that no mark leads to another or to the row of the card.
"""

import secrets
from dataclasses import dataclass, field

from app.domain.errors import InvalidInput
from app.vault import crockford
from app.vault.derivation import keyed_hash, plain_hash
from app.vault.receipts import MalformedCode, normalise_code

_SECRET_BYTES = 10
_TRACKER_BITS = 50


class MalformedCard(InvalidInput):
    """What was typed cannot be the code of a card."""

    def __init__(self) -> None:
        super().__init__("card.malformed", field="code")


@dataclass(frozen=True)
class CardCode:
    """A card in somebody's hand. ``secret`` (10 bytes) is never stored; ``lookup`` (32) finds its row."""

    secret: bytes = field(repr=False)
    lookup: bytes = field(repr=False)

    @property
    def code(self) -> str:
        """16 symbols, as printed without the gaps."""
        return crockford.encode(self.secret)

    @property
    def groups(self) -> list[str]:
        """Four groups of four, as printed."""
        return crockford.groups(self.code)


def new_card(pepper: bytes) -> CardCode:
    """A card that did not exist before: 80 bits from the operating system."""
    return _card(secrets.token_bytes(_SECRET_BYTES), pepper)


def read_card(text: str, pepper: bytes) -> CardCode:
    """The card whose code was typed or scanned, forgiving as receipts are; else ``MalformedCard``."""
    try:
        return _card(crockford.decode(normalise_code(text)), pepper)
    except MalformedCode:
        raise MalformedCard from None


def card_hash(secret: bytes, pepper: bytes) -> bytes:
    """What is stored of a card, 32 bytes. Fast: 80 random bits need no stretching."""
    return keyed_hash(pepper, "vote card", secret)


def nullifier(secret: bytes, ballot_ref: str) -> bytes:
    """The key of this card's one envelope in this ballot, 32 bytes; says nothing about the card's row."""
    return plain_hash(b"vote", secret, ballot_ref.encode())


def support_mark(secret: bytes, proposal_ref: str) -> bytes:
    """The key of this card's one support of this proposal, 32 bytes."""
    return plain_hash(b"support", secret, proposal_ref.encode())


def tracker(secret: bytes, ballot_ref: str) -> str:
    """Ten symbols (50 bits) beside an opened vote, where a board's ballot was made checkable."""
    digest = keyed_hash(secret, "tracker", ballot_ref.encode())
    number = int.from_bytes(digest[:8], "big") >> 64 - _TRACKER_BITS
    return "".join(crockford.ALPHABET[number >> 5 * place & 31] for place in reversed(range(10)))


def paper_agreement(secret: bytes, ballot_ref: str, vote: bytes) -> bytes:
    """What two who enter the same paper ballot must both give; without the card it tells no vote."""
    return keyed_hash(secret, "paper", ballot_ref.encode(), vote)


def _card(secret: bytes, pepper: bytes) -> CardCode:
    return CardCode(secret, card_hash(secret, pepper))
