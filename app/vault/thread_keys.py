"""The two data keys of a thread of feedback, and who can open which.

What the participant writes is sealed to the *words* pair, what staff write for them to the *reply* pair.
The circle holds both; the receipt always holds the reply pair, and the words pair only when the person
asked that the code show their own words. Destroying the sealed private keys purges the thread.
"""

from dataclasses import dataclass, field, replace

from app.vault.boxes import CannotOpen, key_pair_from_private, new_key_pair, open_sealed, seal


@dataclass(frozen=True)
class ThreadKeys:
    """Public keys, and each private key sealed to whom the name says (80 bytes; None: not for them)."""

    words_public: bytes
    words_for_circle: bytes = field(repr=False)
    words_for_receipt: bytes | None = field(repr=False)
    reply_public: bytes
    reply_for_circle: bytes = field(repr=False)
    reply_for_receipt: bytes = field(repr=False)


def new_thread_keys(circle_public: bytes, receipt_public: bytes, *, show_words: bool) -> ThreadKeys:
    """Two new pairs; ``show_words``: the person wants to read their own words again with the code."""
    words, reply = new_key_pair(), new_key_pair()
    return ThreadKeys(
        words_public=words.public,
        words_for_circle=seal(circle_public, words.private),
        words_for_receipt=seal(receipt_public, words.private) if show_words else None,
        reply_public=reply.public,
        reply_for_circle=seal(circle_public, reply.private),
        reply_for_receipt=seal(receipt_public, reply.private),
    )


def open_words_for_circle(keys: ThreadKeys, circle_private: bytes) -> bytes:
    """The private key of the participant's words, else ``CannotOpen``."""
    return _open(circle_private, keys.words_for_circle, keys.words_public)


def open_reply_for_circle(keys: ThreadKeys, circle_private: bytes) -> bytes:
    """The private key of what was written to the participant, else ``CannotOpen``."""
    return _open(circle_private, keys.reply_for_circle, keys.reply_public)


def open_words_for_receipt(keys: ThreadKeys, receipt_private: bytes) -> bytes:
    """As for the circle; ``CannotOpen`` also when the person chose not to be shown their own words."""
    if keys.words_for_receipt is None:
        raise CannotOpen
    return _open(receipt_private, keys.words_for_receipt, keys.words_public)


def open_reply_for_receipt(keys: ThreadKeys, receipt_private: bytes) -> bytes:
    """The private key of what was written to the participant, else ``CannotOpen``."""
    return _open(receipt_private, keys.reply_for_receipt, keys.reply_public)


def reseal_for_circle(keys: ThreadKeys, *, old_private: bytes, new_public: bytes) -> ThreadKeys:
    """The same thread for a rotated circle, or handed to another; ``CannotOpen`` when the old key is wrong.

    The receipt keeps what it had; the old circle opens nothing of the new row.
    """
    return replace(
        keys,
        words_for_circle=seal(new_public, open_words_for_circle(keys, old_private)),
        reply_for_circle=seal(new_public, open_reply_for_circle(keys, old_private)),
    )


def _open(private: bytes, sealed: bytes, public: bytes) -> bytes:
    # The public half is checked, so that exchanged columns or rows are refused and not read as the other.
    opened = key_pair_from_private(open_sealed(private, sealed))
    if opened.public != public:
        raise CannotOpen
    return opened.private
