"""Passphrases of accounts: six words that the program makes, and the key they lead to."""

import secrets
import unicodedata
from functools import cache
from importlib.resources import files

from app.vault.derivation import ACCOUNT_COST, Cost, argon2id, text_bytes

WORDS = 6
_LONGEST_TYPED = 500


def make_passphrase() -> str:
    """Six words of the EFF's long list, 77 bits, with single spaces."""
    return " ".join(secrets.choice(word_list()) for _ in range(WORDS))


def normalise_passphrase(text: str) -> str:
    """The letters alone: case, spaces, hyphens and full-width letters make no difference.

    No word of the list begins another, so that words run together still read in one way only
    ("yo-yo" and "yoyo" alone become the same).
    """
    folded = unicodedata.normalize("NFKC", text[:_LONGEST_TYPED]).casefold()
    return "".join(sign for sign in folded if not _is_filler(sign))


def derive_account_key(passphrase: str, salt: bytes, *, cost: Cost = ACCOUNT_COST) -> bytes:
    """32 bytes from the passphrase as typed; only ``accounts`` derives working keys from them.

    Slow on purpose: run it in the argon lane, before a transaction.
    """
    return argon2id(text_bytes(normalise_passphrase(passphrase)), salt, length=32, cost=cost)


@cache
def word_list() -> tuple[str, ...]:
    """The EFF's long list (7776 words), as the ``diceware`` package carries it."""
    lines = (files("diceware") / "wordlists" / "wordlist_en_eff.txt").read_text(encoding="ascii")
    words = tuple(line.split()[1] for line in lines.splitlines() if line.strip())
    if len(set(words)) != 6**5:
        raise RuntimeError("the installed diceware package has another word list than the EFF's 7776 words")
    return words


def _is_filler(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Pd", "Cf")
