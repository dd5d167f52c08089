"""Codes that people copy by hand: Crockford's base32, read forgivingly.

Source: https://www.crockford.com/base32.html (without its check symbol; no I, L, O, U).
"""

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_GROUP = 4
_MINUS = "\u2212"
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_READ_AS = {symbol: symbol for symbol in ALPHABET} | {"O": "0", "I": "1", "L": "1"}
_READ_AS |= {written.lower(): read for written, read in _READ_AS.items()}


class NotCrockford(ValueError):
    """There is a character in it that no code has."""


def encode(data: bytes) -> str:
    """One symbol for five bits; the number of bytes must be a multiple of five."""
    if len(data) % 5:
        raise ValueError("only whole groups of five bytes")
    number = int.from_bytes(data, "big")
    count = len(data) * 8 // 5
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def decode(symbols: str) -> bytes:
    """Undo ``encode`` on what ``clean`` returned; a multiple of eight symbols."""
    number = 0
    for symbol in symbols:
        number = number << 5 | _VALUES[symbol]
    return number.to_bytes(len(symbols) * 5 // 8, "big")


def clean(text: str) -> str:
    """Only symbols of ``ALPHABET``, from what somebody typed or pasted; else ``NotCrockford``.

    Case, spaces, hyphens, invisible and full-width characters are forgiven; O is 0, I and L are 1.
    """
    kept = [sign for sign in unicodedata.normalize("NFKC", text) if not _is_filler(sign)]
    try:
        return "".join(_READ_AS[sign] for sign in kept)
    except KeyError:
        raise NotCrockford("a character that no code has") from None


def groups(code: str) -> list[str]:
    """The code in fours, as it is printed."""
    return [code[start : start + _GROUP] for start in range(0, len(code), _GROUP)]


def _is_filler(sign: str) -> bool:
    return sign.isspace() or sign == _MINUS or unicodedata.category(sign) in ("Pd", "Cf", "Zs")
