import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.vault.boxes import (
    CannotOpen,
    decrypt,
    encrypt,
    key_pair_from_private,
    key_pair_from_seed,
    new_key_pair,
    open_sealed,
    open_text,
    seal,
    seal_text,
)

OWNER = key_pair_from_seed(bytes(range(32)))
STRANGER = key_pair_from_seed(bytes(range(1, 33)))
KEY = bytes(range(100, 132))
readable = st.text(st.characters(exclude_categories=["Cs"]))


def with_one_bit_changed(data: bytes, place: int) -> bytes:
    at = place % (len(data) * 8)
    return bytes(byte ^ (1 << at % 8 if number == at // 8 else 0) for number, byte in enumerate(data))


@given(st.binary(max_size=2000))
def test_the_owner_opens_what_was_sealed(plain: bytes) -> None:
    assert open_sealed(OWNER.private, seal(OWNER.public, plain)) == plain


@given(readable)
def test_words_come_back_exactly_as_they_were_written(text: str) -> None:
    assert open_text(OWNER.private, seal_text(OWNER.public, text)) == text


def test_a_stranger_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        open_sealed(STRANGER.private, seal(OWNER.public, b"the lock is broken"))
    with pytest.raises(CannotOpen):
        open_text(STRANGER.private, seal_text(OWNER.public, "the lock is broken"))


@given(st.integers(min_value=0))
def test_a_sealed_box_with_one_bit_changed_does_not_open(place: int) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(OWNER.private, with_one_bit_changed(seal(OWNER.public, b"night bus"), place))


@given(st.binary(max_size=200))
def test_random_bytes_open_as_nothing(noise: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(OWNER.private, noise)
    with pytest.raises(CannotOpen):
        open_text(OWNER.private, noise)
    with pytest.raises(CannotOpen):
        decrypt(KEY, noise)


@pytest.mark.parametrize("private", [b"", b"short", bytes(33)])
def test_a_private_key_of_another_size_opens_nothing(private: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_sealed(private, seal(OWNER.public, b"words"))
    with pytest.raises(CannotOpen):
        key_pair_from_private(private)
    with pytest.raises(CannotOpen):
        decrypt(private, encrypt(KEY, b"words"))


def test_bytes_that_were_not_sealed_as_text_do_not_open_as_text() -> None:
    for plain in (b"", b"no padding", b"\xff\xfe\x80" + bytes(253)):
        with pytest.raises(CannotOpen):
            open_text(OWNER.private, seal(OWNER.public, plain))


def test_the_same_words_sealed_twice_look_different() -> None:
    assert seal_text(OWNER.public, "again") != seal_text(OWNER.public, "again")
    assert encrypt(KEY, b"again") != encrypt(KEY, b"again")


@given(
    st.text(st.characters(codec="ascii"), max_size=255), st.text(st.characters(codec="ascii"), max_size=255)
)
def test_two_short_messages_are_sealed_to_the_same_size(one: str, other: str) -> None:
    assert len(seal_text(OWNER.public, one)) == len(seal_text(OWNER.public, other))


@pytest.mark.parametrize("text", ["\ud800", "fine \udfff then not"])
def test_half_a_surrogate_pair_is_refused_before_sealing(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        seal_text(OWNER.public, text)
    assert refusal.value.key == "text.broken_character"


@given(st.binary(max_size=500), st.binary(max_size=50))
def test_what_is_encrypted_opens_under_the_same_key_and_context(plain: bytes, context: bytes) -> None:
    assert decrypt(KEY, encrypt(KEY, plain, context=context), context=context) == plain


def test_another_key_or_another_context_opens_nothing() -> None:
    boxed = encrypt(KEY, b"secret", context=b"account 1")
    for key, context in ((bytes(32), b"account 1"), (KEY, b"account 2"), (KEY, b"")):
        with pytest.raises(CannotOpen):
            decrypt(key, boxed, context=context)


@given(st.integers(min_value=0))
def test_an_encrypted_box_with_one_bit_changed_does_not_open(place: int) -> None:
    with pytest.raises(CannotOpen):
        decrypt(KEY, with_one_bit_changed(encrypt(KEY, b"secret"), place))


@given(st.binary(min_size=32, max_size=32))
def test_a_seed_always_gives_the_same_pair(seed: bytes) -> None:
    pair = key_pair_from_seed(seed)
    assert pair == key_pair_from_seed(seed)
    assert pair == key_pair_from_private(pair.private)


def test_new_pairs_differ() -> None:
    assert new_key_pair() != new_key_pair()


def test_a_private_key_shows_nowhere_in_words() -> None:
    shown = repr(OWNER) + str(OWNER)
    assert repr(OWNER.private)[2:-1] not in shown
    assert "private" not in shown


def test_the_error_says_nothing_of_what_was_tried() -> None:
    with pytest.raises(CannotOpen) as refusal:
        open_sealed(OWNER.private, b"the words themselves, which are long enough to be a box")
    assert str(refusal.value) == "cannot be opened with this key"
    assert refusal.value.__cause__ is None
