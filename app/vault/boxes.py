"""Sealing: to a public key (libsodium sealed box), or under a shared key (XChaCha20-Poly1305).

Every failure to open is the same ``CannotOpen``: it never says whether the key or the bytes were wrong.
"""

import secrets
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from app.domain.errors import InvalidInput
from app.vault.padding import BadPadding, pad, unpad

KEY_BYTES = 32
_NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_SEAL_BYTES = 48
_TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES


class CannotOpen(Exception):
    """This key does not open this, or the bytes were changed."""

    def __init__(self) -> None:
        super().__init__("cannot be opened with this key")


@dataclass(frozen=True)
class KeyPair:
    """X25519, 32 bytes each. The private half never shows in a log or a traceback."""

    private: bytes = field(repr=False)
    public: bytes


def new_key_pair() -> KeyPair:
    return _as_pair(PrivateKey.generate())


def key_pair_from_seed(seed: bytes) -> KeyPair:
    """Always the same pair for the same 32 bytes (libsodium ``crypto_box_seed_keypair``)."""
    return _as_pair(PrivateKey.from_seed(seed))


def key_pair_from_private(private: bytes) -> KeyPair:
    """The pair that a stored private key belongs to; ``CannotOpen`` when it is not 32 bytes."""
    if len(private) != KEY_BYTES:
        raise CannotOpen
    return _as_pair(PrivateKey(private))


def seal(public: bytes, plain: bytes) -> bytes:
    """48 bytes longer than ``plain``; nobody can tell who sealed it, the sealer cannot open it."""
    return SealedBox(PublicKey(public)).encrypt(plain)


def open_sealed(private: bytes, sealed: bytes) -> bytes:
    """What was sealed to this key's public half, else ``CannotOpen``."""
    if len(private) != KEY_BYTES or len(sealed) < _SEAL_BYTES:
        raise CannotOpen
    try:
        return SealedBox(PrivateKey(private)).decrypt(sealed)
    except CryptoError:
        raise CannotOpen from None


def seal_text(public: bytes, text: str) -> bytes:
    """Seal words as UTF-8, padded so that the size tells little.

    Half of a surrogate pair is refused (``InvalidInput``): no page could show it again.
    """
    return seal(public, pad(_utf8(text)))


def open_text(private: bytes, sealed: bytes) -> str:
    """The words given to ``seal_text``, else ``CannotOpen``."""
    try:
        return unpad(open_sealed(private, sealed)).decode()
    except (BadPadding, UnicodeDecodeError):
        raise CannotOpen from None


def encrypt(key: bytes, plain: bytes, *, context: bytes = b"") -> bytes:
    """Nonce (24 bytes), ciphertext, tag (16). ``context`` is not stored, and needed again to open."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, context, nonce, key)


def decrypt(key: bytes, boxed: bytes, *, context: bytes = b"") -> bytes:
    """What ``encrypt`` was given under this key and context, else ``CannotOpen``."""
    if len(key) != KEY_BYTES or len(boxed) < _NONCE_BYTES + _TAG_BYTES:
        raise CannotOpen
    nonce, sealed = boxed[:_NONCE_BYTES], boxed[_NONCE_BYTES:]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, context, nonce, key)
    except CryptoError:
        raise CannotOpen from None


def _as_pair(key: PrivateKey) -> KeyPair:
    return KeyPair(private=bytes(key), public=bytes(key.public_key))


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidInput("text.broken_character") from None
