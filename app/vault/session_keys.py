"""What a staff session's cookie token leads to. The token itself is never stored.

Lookup hash, sealing key and CSRF token are separate derivations: none of them tells another.
"""

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from app.vault.boxes import decrypt, encrypt
from app.vault.derivation import derive_key, text_bytes
from app.vault.padding import pad, unpad

_CONTEXT = b"session keys"


def new_token() -> str:
    """256 random bits, 43 characters that a cookie can hold."""
    return secrets.token_urlsafe(32)


def lookup_hash(token: str) -> bytes:
    """32 bytes that find the session's row."""
    return derive_key(text_bytes(token), "session lookup")


def sealing_key(token: str) -> bytes:
    """32 bytes that open what the session's row holds."""
    return derive_key(text_bytes(token), "session sealing")


def csrf_token(token: str) -> str:
    """The session's CSRF token, 43 characters. Compare it with ``hmac.compare_digest``."""
    return urlsafe_b64encode(derive_key(text_bytes(token), "session csrf")).decode().rstrip("=")


def wrap_keys(token: str, keys: Mapping[str, bytes]) -> bytes:
    """The private keys that this session may use, by name, so that only the token opens them."""
    named = json.dumps({name: key.hex() for name, key in keys.items()}, sort_keys=True)
    return encrypt(sealing_key(token), pad(named.encode()), context=_CONTEXT)


def unwrap_keys(token: str, wrapped: bytes) -> dict[str, bytes]:
    """What ``wrap_keys`` was given, else ``CannotOpen``."""
    named = json.loads(unpad(decrypt(sealing_key(token), wrapped, context=_CONTEXT)))
    return {name: bytes.fromhex(key) for name, key in named.items()}
