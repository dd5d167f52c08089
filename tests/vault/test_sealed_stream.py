"""A backup's stream: opened by one key alone, and only if nothing of it was touched."""

import io
import secrets

import pytest

from app.vault.boxes import CannotOpen, new_key_pair
from app.vault.sealed_stream import (
    FEWEST_PIECES,
    HEAD_BYTES,
    PIECE_BYTES,
    SEALED_PIECE_BYTES,
    SealedWriter,
    looks_whole,
    padded_pieces,
    read_sealed,
)

OWNER = new_key_pair()


def sealed(plain: bytes, *, step: int = 50_000) -> bytes:
    out = io.BytesIO()
    writer = SealedWriter(out, OWNER.public)
    for start in range(0, len(plain), step):
        writer.write(plain[start : start + step])
    writer.finish()
    return out.getvalue()


def opened(data: bytes, private: bytes = OWNER.private) -> bytes:
    return b"".join(read_sealed(io.BytesIO(data), private))


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 4, PIECE_BYTES - 3, 20 * PIECE_BYTES + 7])
def test_what_was_sealed_opens_again_and_ends_with_zeros_kept(size: int) -> None:
    plain = secrets.token_bytes(size) + b"\x00\x00"
    data = sealed(plain)
    assert opened(data) == plain
    assert looks_whole(len(data))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        opened(sealed(b"words"), new_key_pair().private)


def test_the_same_words_never_give_the_same_bytes_and_never_stand_in_them() -> None:
    one, other = sealed(b"kestrel" * 9), sealed(b"kestrel" * 9)
    assert one != other
    assert b"kestrel" not in one


@pytest.mark.parametrize("place", [3, 40, HEAD_BYTES - 1, HEAD_BYTES + 9, -1])
def test_one_changed_bit_is_noticed(place: int) -> None:
    data = bytearray(sealed(b"words"))
    data[place] ^= 1
    with pytest.raises(CannotOpen):
        opened(bytes(data))


def test_a_piece_that_is_missing_swapped_repeated_or_added_is_noticed() -> None:
    data = sealed(secrets.token_bytes(5 * PIECE_BYTES))
    head, body = data[:HEAD_BYTES], data[HEAD_BYTES:]
    pieces = [body[at : at + SEALED_PIECE_BYTES] for at in range(0, len(body), SEALED_PIECE_BYTES)]
    first, second, *rest = pieces
    for wrong in (
        [second, *rest],
        [second, first, *rest],
        [first, first, second, *rest],
        pieces[:-1],
        [*pieces, pieces[-1]],
        [],
    ):
        with pytest.raises(CannotOpen):
            opened(head + b"".join(wrong))
    for cut in (0, HEAD_BYTES - 1, len(data) - 1):
        with pytest.raises(CannotOpen):
            opened(data[:cut])
        assert not looks_whole(cut)


def test_sizes_come_in_few_steps_and_cost_at_most_an_eighth() -> None:
    assert {padded_pieces(count) for count in range(FEWEST_PIECES + 1)} == {FEWEST_PIECES}
    for count in range(FEWEST_PIECES, 5000):
        padded = padded_pieces(count)
        assert count <= padded <= count * 9 / 8
        assert padded_pieces(padded) == padded
    assert len({padded_pieces(count) for count in range(1, 5000)}) < 120
