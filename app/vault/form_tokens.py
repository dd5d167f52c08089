"""Single-use tokens in forms, and the digest of a whole form: what tells "the same form twice" apart.

A token says nothing of who was given it; it carries the hour of issue, signed, and the server stores
nothing when it hands one out.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence

from app.domain.errors import InvalidInput
from app.vault.derivation import framed, keyed_hash, plain_hash, text_bytes

_RANDOM_BYTES = 16
_BUCKET_BYTES = 4
_MARK_BYTES = 16
_TOKEN_LENGTH = (_RANDOM_BYTES + _BUCKET_BYTES + _MARK_BYTES) * 4 // 3


class StaleToken(InvalidInput):
    """The form was handed out too long ago, or by a clock that runs ahead: show it again, words kept."""

    def __init__(self) -> None:
        super().__init__("form.stale_token")


class ForgedToken(InvalidInput):
    """We never issued this token."""

    def __init__(self) -> None:
        super().__init__("form.forged_token")


def issue_token(form_key: bytes, now_bucket: int) -> str:
    """48 characters for a hidden field. ``now_bucket``: whole hours since 1970, or a coarser count."""
    body = secrets.token_bytes(_RANDOM_BYTES) + now_bucket.to_bytes(_BUCKET_BYTES, "big")
    return urlsafe_b64encode(body + _mark(form_key, body)).decode()


def check_token(form_key: bytes, token: str, *, now_bucket: int, lifetime: int) -> bytes:
    """The token's 16 random bytes, when it is at most ``lifetime`` buckets old.

    Raises ``ForgedToken`` or ``StaleToken``. A clock of another process may be one bucket ahead. Whether
    the token was used before is the database's to know: keep a unique ``submission_key``.
    """
    raw = _decode(token)
    body, mark = raw[:-_MARK_BYTES], raw[-_MARK_BYTES:]
    if not hmac.compare_digest(mark, _mark(form_key, body)):
        raise ForgedToken
    age = now_bucket - int.from_bytes(body[_RANDOM_BYTES:], "big")
    if not -1 <= age <= lifetime:
        raise StaleToken
    return body[:_RANDOM_BYTES]


def form_digest(fields: Mapping[str, str] | Sequence[tuple[str, str]]) -> bytes:
    """32 bytes that only the same fields with the same values give.

    The order of different names makes no difference, that of one repeated name does. A file enters as the
    hash of its bytes.
    """
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return plain_hash(*(framed(text_bytes(name), text_bytes(value)) for name, value in ordered))


def submission_key(form_key: bytes, token: bytes, *, digest: bytes) -> bytes:
    """32 bytes, unique for one sending: stored to refuse the same form twice.

    The token is random and kept nowhere, so that nobody can try guessed words against the stored key.
    """
    return keyed_hash(form_key, "submission", token, digest)


def _mark(form_key: bytes, body: bytes) -> bytes:
    return keyed_hash(form_key, "form token", body)[:_MARK_BYTES]


def _decode(token: str) -> bytes:
    if len(token) != _TOKEN_LENGTH:
        raise ForgedToken
    try:
        raw = urlsafe_b64decode(token)
    except ValueError:
        raise ForgedToken from None
    # Python's decoder passes over strange characters: only our own spelling counts.
    if urlsafe_b64encode(raw).decode() != token:
        raise ForgedToken
    return raw
