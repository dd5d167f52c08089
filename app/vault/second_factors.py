"""Codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds), and codes on paper beside it.

The app's secret is encrypted under the account key (``vault.accounts``); a paper code is kept as a hash.
"""

import hmac
import secrets
from base64 import b32encode
from datetime import datetime

import pyotp

from app.vault.derivation import plain_hash
from app.vault.receipts import MalformedCode, new_code, normalise_code

STEP_SECONDS = 30
PAPER_CODES = 8
_SECRET_BYTES = 20
_DIGITS = 6
# A phone's clock may be half a minute off in either direction.
_BESIDE = (0, -1, 1)


def new_secret() -> bytes:
    """160 random bits, as RFC 4226 recommends."""
    return secrets.token_bytes(_SECRET_BYTES)


def letters_of(secret: bytes) -> str:
    """The secret in base32, 32 letters, as it is typed into an app."""
    return _totp(secret).secret


def enrolment_address(secret: bytes, *, name: str, place: str) -> str:
    """The ``otpauth:`` address of the QR code. ``place`` is what the app shows: our host says nothing."""
    return _totp(secret).provisioning_uri(name=name, issuer_name=place)


def step_of(now: datetime) -> int:
    """The number of whole thirty-second steps since 1970."""
    return int(now.timestamp()) // STEP_SECONDS


def matching_step(secret: bytes, code: str, *, now: datetime) -> int | None:
    """The step that this code belongs to, now or just beside it, or None."""
    digits = "".join(code.split())
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    steps = [step_of(now) + beside for beside in _BESIDE]
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step), digits)]
    return found[0] if found else None


def code_at(secret: bytes, step: int) -> str:
    """The six digits of a step."""
    return _totp(secret).generate_otp(step)


def new_paper_codes() -> list[str]:
    """Codes for a sheet of paper: 80 random bits each, written as receipt codes are."""
    return [new_code() for _ in range(PAPER_CODES)]


def paper_code_hash(typed: str, *, public: bytes) -> bytes | None:
    """What is kept of a paper code of the account with this public key; None when it cannot be one."""
    try:
        code = normalise_code(typed)
    except MalformedCode:
        return None
    return plain_hash(b"paper code", public, code.encode("ascii"))


def _totp(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(b32encode(secret).decode("ascii"), digits=_DIGITS, interval=STEP_SECONDS)
