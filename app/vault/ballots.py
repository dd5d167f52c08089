"""A ballot's key pair and its envelopes: all of one size, opened by the tellers' key alone."""

import secrets
from dataclasses import dataclass, field

from app.vault.boxes import (
    CannotOpen,
    KeyPair,
    key_pair_from_private,
    new_key_pair,
    open_sealed,
    seal,
)

VOTE_BYTES = 1024
"""Every vote is filled up to this many bytes, so that the size of an envelope (48 more) says nothing."""
SEAT_SECRET_BYTES = 10
_MARK = b"\x80"


@dataclass(frozen=True)
class NewBallotKey:
    """The public half, and the private half sealed to each teller's account, by account."""

    public: bytes
    sealed: dict[int, bytes] = field(repr=False)


def new_ballot_key(tellers: dict[int, bytes]) -> NewBallotKey:
    """``tellers`` maps accounts to their public keys; nothing else will ever hold the private half."""
    pair = new_key_pair()
    return NewBallotKey(
        pair.public, {account: seal(public, pair.private) for account, public in tellers.items()}
    )


def open_ballot_key(account_private: bytes, sealed: bytes, *, public: bytes) -> KeyPair:
    """A teller's copy of the key; ``CannotOpen`` when it is not for this account or not of this ballot."""
    pair = key_pair_from_private(open_sealed(account_private, sealed))
    if pair.public != public:
        raise CannotOpen
    return pair


def seal_vote(public: bytes, plain: bytes) -> bytes:
    """An envelope of 1,072 bytes; ``ValueError`` for a vote that does not fit."""
    if len(plain) >= VOTE_BYTES:
        raise ValueError("a vote does not fit its envelope")
    return seal(public, (plain + _MARK).ljust(VOTE_BYTES, b"\x00"))


def open_vote(private: bytes, sealed: bytes) -> bytes:
    """What ``seal_vote`` was given, else ``CannotOpen``."""
    padded = open_sealed(private, sealed)
    filled = padded.rstrip(b"\x00")
    if len(padded) != VOTE_BYTES or not filled.endswith(_MARK):
        raise CannotOpen
    return filled[:-1]


def new_seat_secret(account_public: bytes) -> bytes:
    """A board seat's secret in one ballot, 10 bytes as on a card, sealed to its member's account."""
    return seal(account_public, secrets.token_bytes(SEAT_SECRET_BYTES))


def open_seat_secret(account_private: bytes, sealed: bytes) -> bytes:
    """The secret, else ``CannotOpen``."""
    return open_sealed(account_private, sealed)
