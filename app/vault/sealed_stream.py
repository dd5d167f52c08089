"""A long stream sealed piece by piece to one public key (libsodium secretstream, XChaCha20-Poly1305).

As written: the mark, a random key sealed to the recipient (80 bytes), the stream's header (24), then
pieces of one size. Nobody without the private key can tell what is in it, nor leave out, swap or repeat a
piece; the number of pieces is rounded up, so that the size tells little.
"""

import secrets
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
    crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
)

from app.vault.boxes import KEY_BYTES, CannotOpen, open_sealed, seal

MARK = b"sayso-backup/1\n"
SEALED_KEY_BYTES = 80
PIECE_BYTES = 65_536  # of plain bytes: how many are used (4, big-endian), those, then zeros
SEALED_PIECE_BYTES = PIECE_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES
HEAD_BYTES = len(MARK) + SEALED_KEY_BYTES + crypto_secretstream_xchacha20poly1305_HEADERBYTES
FEWEST_PIECES = 16
_ROOM = PIECE_BYTES - 4


def padded_pieces(pieces: int) -> int:
    """Rounded up by at most an eighth (Padmé, Nikitin et al. 2019), and never fewer than 16."""
    if pieces <= FEWEST_PIECES:
        return FEWEST_PIECES
    exponent = pieces.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (pieces + mask) & ~mask


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Take them all."""


class SealedWriter:
    """Give it plain bytes; ``finish`` fills up and closes. A stream without its end opens nothing."""

    def __init__(self, out: Sink, recipient: bytes) -> None:
        key = secrets.token_bytes(KEY_BYTES)
        self._out = out
        self._state = crypto_secretstream_xchacha20poly1305_state()
        self._waiting = bytearray()
        self._pieces = 0
        header = crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        out.write(MARK + seal(recipient, key) + header)

    def write(self, plain: bytes) -> None:
        """Seal what fills a piece, keep the rest for the next."""
        self._waiting += plain
        while len(self._waiting) >= _ROOM:
            self._seal(bytes(self._waiting[:_ROOM]))
            del self._waiting[:_ROOM]

    def finish(self) -> None:
        """Seal what waits, then empty pieces up to a round number; the last one says that it is the last."""
        if self._waiting:
            self._seal(bytes(self._waiting))
        for left in range(padded_pieces(self._pieces + 1) - self._pieces, 0, -1):
            self._seal(b"", is_last=left == 1)

    def _seal(self, plain: bytes, *, is_last: bool = False) -> None:
        piece = (len(plain).to_bytes(4, "big") + plain).ljust(PIECE_BYTES, b"\x00")
        tag = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        if is_last:
            tag = crypto_secretstream_xchacha20poly1305_TAG_FINAL
        self._out.write(crypto_secretstream_xchacha20poly1305_push(self._state, piece, MARK, tag))
        self._pieces += 1


def read_sealed(source: BinaryIO, private: bytes) -> Iterator[bytes]:
    """The plain bytes, some at a time; ``CannotOpen`` for another key, a change or a missing end."""
    head = source.read(HEAD_BYTES)
    if len(head) != HEAD_BYTES or not head.startswith(MARK):
        raise CannotOpen
    key = open_sealed(private, head[len(MARK) : len(MARK) + SEALED_KEY_BYTES])
    state = crypto_secretstream_xchacha20poly1305_state()
    crypto_secretstream_xchacha20poly1305_init_pull(state, head[len(MARK) + SEALED_KEY_BYTES :], key)
    is_last = False
    while not is_last:
        plain, is_last = _open(state, source.read(SEALED_PIECE_BYTES))
        if plain:
            yield plain
    if source.read(1):
        raise CannotOpen


def looks_whole(size: int) -> bool:
    """True for the length of a stream that was finished; tells nothing about what is in it."""
    pieces, rest = divmod(size - HEAD_BYTES, SEALED_PIECE_BYTES)
    return rest == 0 and pieces >= FEWEST_PIECES and padded_pieces(pieces) == pieces


def _open(state: crypto_secretstream_xchacha20poly1305_state, sealed: bytes) -> tuple[bytes, bool]:
    if len(sealed) != SEALED_PIECE_BYTES:
        raise CannotOpen
    try:
        piece, tag = crypto_secretstream_xchacha20poly1305_pull(state, sealed, MARK)
    except RuntimeError:
        raise CannotOpen from None
    used = int.from_bytes(piece[:4], "big")
    if used > _ROOM or piece[4 + used :].strip(b"\x00"):
        raise CannotOpen
    return piece[4 : 4 + used], tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL
