"""An account's key pair, wrapped by its passphrase.

One argon2id run gives the account key; two separate derivations of it wrap the private key and encrypt
the secret of the second factor, so that a sign-in pays for the work once.
"""

import secrets
from dataclasses import dataclass, field
from typing import NoReturn

from app.vault.boxes import CannotOpen, KeyPair, decrypt, encrypt, new_key_pair
from app.vault.derivation import ACCOUNT_COST, SALT_BYTES, Cost, derive_key
from app.vault.passphrases import derive_account_key

_PRIVATE_KEY = b"account private key"
_SECOND_FACTOR = b"account second factor"


@dataclass(frozen=True)
class WrappedAccount:
    """What an account's row holds: salt (16 bytes), public key (32), wrapped private key (72)."""

    salt: bytes = field(repr=False)
    public: bytes
    wrapped_private: bytes = field(repr=False)


def new_wrapped_account(passphrase: str, *, cost: Cost = ACCOUNT_COST) -> WrappedAccount:
    """A new key pair that only this passphrase opens."""
    return wrap_private(new_key_pair(), passphrase, cost=cost)


def wrap_private(keys: KeyPair, passphrase: str, *, cost: Cost = ACCOUNT_COST) -> WrappedAccount:
    """The same key pair under a new passphrase and salt: what was granted to the account stays open to it.

    A second factor's secret must be encrypted again under the new account key: ``rewrap`` does both.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    return _wrap(keys, salt, derive_account_key(passphrase, salt, cost=cost))


@dataclass(frozen=True)
class Unwrapped:
    """What the right passphrase opens: the private key, and the second factor's secret if there is one."""

    private: bytes = field(repr=False)
    secret: bytes | None = field(repr=False)


def open_account(
    wrapped: WrappedAccount, boxed: bytes | None, passphrase: str, *, cost: Cost = ACCOUNT_COST
) -> Unwrapped:
    """Both by one run of argon2id; ``CannotOpen`` on a wrong passphrase."""
    account_key = derive_account_key(passphrase, wrapped.salt, cost=cost)
    private = unwrap_by_key(wrapped, account_key)
    secret = decrypt_second_factor(account_key, boxed, public=wrapped.public) if boxed else None
    return Unwrapped(private, secret)


def lock_secret(
    wrapped: WrappedAccount, secret: bytes, passphrase: str, *, cost: Cost = ACCOUNT_COST
) -> bytes:
    """A new second factor's secret for the account's row; ``CannotOpen`` on a wrong passphrase."""
    account_key = derive_account_key(passphrase, wrapped.salt, cost=cost)
    unwrap_by_key(wrapped, account_key)
    return encrypt_second_factor(account_key, secret, public=wrapped.public)


def rewrap(
    opened: Unwrapped, public: bytes, passphrase: str, *, cost: Cost = ACCOUNT_COST
) -> tuple[WrappedAccount, bytes | None]:
    """What was opened, under a new passphrase and salt: the row's key pair and its boxed secret."""
    salt = secrets.token_bytes(SALT_BYTES)
    account_key = derive_account_key(passphrase, salt, cost=cost)
    wrapped = _wrap(KeyPair(opened.private, public), salt, account_key)
    if opened.secret is None:
        return wrapped, None
    return wrapped, encrypt_second_factor(account_key, opened.secret, public=public)


def unwrap(wrapped: WrappedAccount, passphrase: str, *, cost: Cost = ACCOUNT_COST) -> bytes:
    """The private key; ``CannotOpen`` on a wrong passphrase. Slow on purpose: run it in the argon lane."""
    return unwrap_by_key(wrapped, derive_account_key(passphrase, wrapped.salt, cost=cost))


def unwrap_by_key(wrapped: WrappedAccount, account_key: bytes) -> bytes:
    """The private key, when the account key was derived already; ``CannotOpen`` when it is not this one's."""
    context = _PRIVATE_KEY + wrapped.public
    return decrypt(_wrapping_key(account_key), wrapped.wrapped_private, context=context)


def refuse_equal_time(passphrase: str, *, cost: Cost = ACCOUNT_COST) -> NoReturn:
    """The work of a sign-in for a name that nobody has; always ``CannotOpen``."""
    derive_account_key(passphrase, bytes(SALT_BYTES), cost=cost)
    raise CannotOpen


def encrypt_second_factor(account_key: bytes, secret: bytes, *, public: bytes) -> bytes:
    """A second factor's secret for the row of the account with this public key."""
    return encrypt(_second_factor_key(account_key), secret, context=_SECOND_FACTOR + public)


def decrypt_second_factor(account_key: bytes, boxed: bytes, *, public: bytes) -> bytes:
    """What ``encrypt_second_factor`` was given, else ``CannotOpen``."""
    return decrypt(_second_factor_key(account_key), boxed, context=_SECOND_FACTOR + public)


def _wrap(keys: KeyPair, salt: bytes, account_key: bytes) -> WrappedAccount:
    context = _PRIVATE_KEY + keys.public
    wrapped = encrypt(_wrapping_key(account_key), keys.private, context=context)
    return WrappedAccount(salt=salt, public=keys.public, wrapped_private=wrapped)


def _wrapping_key(account_key: bytes) -> bytes:
    return derive_key(account_key, "account private key")


def _second_factor_key(account_key: bytes) -> bytes:
    return derive_key(account_key, "account second factor")
