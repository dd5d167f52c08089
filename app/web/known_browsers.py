"""A mark for a browser that somebody signed in from before: floods of guesses do not use up its tries.

The cookie says nothing: a random number, and a keyed hash of it with the account's number and salt. It is
sent to the sign-in pages alone, opens nothing, and a new passphrase ends it. Nothing of it is stored here.
"""

import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

from app.models.people import Account
from app.settings import Settings
from app.vault.derivation import keyed_hash, plain_hash, text_bytes
from app.vault.machine import MachineKeys

PATH = "/desk/sign-in"
_LASTS = 90 * 24 * 3600


def mark_name(settings: Settings) -> str:
    """``__Secure-`` wherever the cookie can be; ``__Host-`` would send it to every page."""
    return "__Secure-known" if settings.is_secure else "known"


def mark_of(request: Request) -> str:
    """The cookie of this browser, or nothing."""
    return request.cookies.get(mark_name(request.app.state.settings), "")


def is_known(mark: str, account: Account, machine: MachineKeys) -> bool:
    """True when this account signed in from the browser that has this mark."""
    number, _, proof = mark.partition(".")
    return hmac.compare_digest(text_bytes(proof), _proof(number, account, machine).encode())


def bucket_of(mark: str) -> str:
    """What the tries of this browser are counted under."""
    return f"known:{plain_hash(text_bytes(mark)).hex()}"


def give_mark(response: Response, settings: Settings, account: Account, machine: MachineKeys) -> None:
    """Let the browser be known from now on."""
    number = secrets.token_urlsafe(16)
    response.set_cookie(
        mark_name(settings),
        f"{number}.{_proof(number, account, machine)}",
        max_age=_LASTS,
        path=PATH,
        secure=settings.is_secure,
        httponly=True,
        samesite="strict",
    )


def _proof(number: str, account: Account, machine: MachineKeys) -> str:
    parts = (text_bytes(number), str(account.id).encode(), account.salt)
    return keyed_hash(machine.form_key, "known browser", *parts).hex()
