"""Passkeys (Web Authentication, level 2): what a browser is asked, and whether its answer is right.

The library is imported on use: it is heavy, and most processes never need it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.vault.derivation import derive_key, text_bytes

_SPAN_SECONDS = 300
_LARGEST_ANSWER = 20_000


class PasskeyRefused(Exception):
    """The browser's answer is not one to our question, or not of this passkey."""


@dataclass(frozen=True)
class Place:
    """Where passkeys are valid: the host name of the base address, and its whole origin."""

    host: str
    origin: str


@dataclass(frozen=True)
class Question:
    """A challenge for one purpose in one session: it dies with the session's token, or within ten minutes."""

    place: Place
    token: str = field(repr=False)
    purpose: str
    now: datetime

    @property
    def challenge(self) -> bytes:
        """32 bytes that only this session's cookie leads to."""
        return self._challenges()[0]

    def _challenges(self) -> list[bytes]:
        span = int(self.now.timestamp()) // _SPAN_SECONDS
        secret = derive_key(text_bytes(self.token), "passkey challenge")
        return [derive_key(secret, f"{self.purpose} {one}") for one in (span, span - 1)]

    def challenge_answered(self, answer: str) -> bytes:
        """The challenge that this answer says it answers, if it is ours; else ``PasskeyRefused``."""
        from webauthn.helpers import base64url_to_bytes

        try:
            said = json.loads(base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"]))
            wanted = base64url_to_bytes(said["challenge"])
        except Exception:  # an answer is anything that somebody sends
            raise PasskeyRefused from None
        if wanted not in self._challenges():
            raise PasskeyRefused
        return wanted


@dataclass(frozen=True)
class Passkey:
    """What is kept of one: its id, its public key (COSE), and how often it says it was used."""

    id: bytes
    public_key: bytes
    sign_count: int


def registration_options(question: Question, *, name: str, user: bytes, known: Sequence[bytes]) -> str:
    """What ``navigator.credentials.create`` is asked, as JSON. ``user`` is no name, ``known`` are refused."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return options_to_json(
        generate_registration_options(
            rp_id=question.place.host,
            rp_name=question.place.host,
            user_name=name,
            user_id=user,
            challenge=question.challenge,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        )
    )


def verify_registration(question: Question, answer: str) -> Passkey:
    """A new passkey from the browser's answer, else ``PasskeyRefused``."""
    from webauthn import verify_registration_response

    challenge = _checked(question, answer)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=question.place.host,
            expected_origin=question.place.origin,
        )
    except Exception:  # the library meets hostile bytes with errors of several parsers
        raise PasskeyRefused from None
    return Passkey(made.credential_id, made.credential_public_key, made.sign_count)


def authentication_options(question: Question, *, known: Sequence[bytes]) -> str:
    """What ``navigator.credentials.get`` is asked, as JSON."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    return options_to_json(
        generate_authentication_options(
            rp_id=question.place.host,
            challenge=question.challenge,
            allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        )
    )


def answered_by(answer: str) -> bytes:
    """The id of the passkey that this answer says it is of; empty when it says none."""
    from webauthn.helpers import base64url_to_bytes

    try:
        return base64url_to_bytes(json.loads(answer[:_LARGEST_ANSWER])["rawId"])
    except Exception:  # an answer is anything that somebody sends
        return b""


def verify_answer(question: Question, answer: str, *, passkey: Passkey) -> int:
    """The new count of uses, else ``PasskeyRefused``; a count that goes back is a copied passkey."""
    from webauthn import verify_authentication_response

    challenge = _checked(question, answer)
    try:
        done = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=question.place.host,
            expected_origin=question.place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except Exception:  # the library meets hostile bytes with errors of several parsers
        raise PasskeyRefused from None
    return done.new_sign_count


def _checked(question: Question, answer: str) -> bytes:
    if len(answer) > _LARGEST_ANSWER:
        raise PasskeyRefused
    return question.challenge_answered(answer)
