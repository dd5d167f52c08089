import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.padding import STEPS, BadPadding, pad, padded_size, unpad


@given(st.binary(max_size=5000))
def test_padding_comes_off_again(plain: bytes) -> None:
    assert unpad(pad(plain)) == plain


@pytest.mark.parametrize("plain", [b"", b"\x80", b"\x80\x00\x00", b"\x00" * 300, b"words\x80"])
def test_bytes_that_look_like_padding_survive(plain: bytes) -> None:
    assert unpad(pad(plain)) == plain


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, 256),
        (255, 256),
        (256, 1024),
        (1023, 1024),
        (1024, 4096),
        (4096, 16384),
        (16384, 65536),
        (65535, 65536),
        (65536, 131072),
        (131072, 196608),
    ],
)
def test_sizes_go_up_in_steps(length: int, size: int) -> None:
    assert padded_size(length) == size
    assert len(pad(bytes(length))) == size


@given(st.integers(min_value=0, max_value=10_000_000))
def test_there_is_always_room_for_the_mark_and_never_an_odd_size(length: int) -> None:
    size = padded_size(length)
    assert size > length
    assert size in STEPS or size % STEPS[-1] == 0


@pytest.mark.parametrize("padded", [b"", b"\x80", bytes(256), b"x" * 256, b"x\x80".ljust(1024, b"\x00")])
def test_what_was_not_padded_by_us_is_refused(padded: bytes) -> None:
    with pytest.raises(BadPadding):
        unpad(padded)
