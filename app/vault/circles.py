"""Circles: a key pair that several accounts hold. A member has the circle's private key sealed to them."""

from app.vault.boxes import CannotOpen, KeyPair, key_pair_from_private, new_key_pair, open_sealed, seal


def new_circle() -> KeyPair:
    """Grant the private key to at least one account, then forget it: nothing else holds it."""
    return new_key_pair()


def grant(circle_private: bytes, account_public: bytes) -> bytes:
    """The circle's private key for one account; only that account opens it (80 bytes)."""
    return seal(account_public, circle_private)


def open_grant(account_private: bytes, sealed: bytes, *, circle_public: bytes | None = None) -> bytes:
    """The circle's private key; ``CannotOpen`` when it is not for this account, or not this circle's."""
    circle = key_pair_from_private(open_sealed(account_private, sealed))
    if circle_public not in (None, circle.public):
        raise CannotOpen
    return circle.private
