import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import pwhash

from app.vault.derivation import Cost, argon2id, derive_key, framed, hkdf_sha256, keyed_hash, plain_hash


def test_hkdf_gives_the_first_vector_of_rfc_5869() -> None:
    output = hkdf_sha256(
        bytes.fromhex("0b" * 22),
        salt=bytes(range(13)),
        info=bytes(range(0xF0, 0xFA)),
        length=42,
    )
    assert output == bytes.fromhex(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_hkdf_gives_the_third_vector_of_rfc_5869_without_salt_and_info() -> None:
    output = hkdf_sha256(bytes.fromhex("0b" * 22), salt=b"", info=b"", length=42)
    assert output == bytes.fromhex(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


@pytest.mark.parametrize("passes", [1, 2, 3])
def test_argon2id_agrees_with_libsodium(passes: int) -> None:
    ours = argon2id(b"K7QM4XTR9WDA2HCE", b"s" * 16, length=64, cost=Cost(memory_kib=64, passes=passes))
    assert ours == pwhash.argon2id.kdf(
        64, b"K7QM4XTR9WDA2HCE", b"s" * 16, opslimit=passes, memlimit=64 * 1024
    )


def test_each_purpose_has_its_own_key() -> None:
    assert derive_key(b"secret", "one") != derive_key(b"secret", "other")
    assert derive_key(b"secret", "one") != derive_key(b"other", "one")
    assert keyed_hash(b"key", "one", b"part") != keyed_hash(b"key", "other", b"part")


@given(st.lists(st.binary(max_size=12), max_size=4), st.lists(st.binary(max_size=12), max_size=4))
def test_two_lists_of_parts_look_the_same_only_when_they_are(one: list[bytes], other: list[bytes]) -> None:
    assert (framed(*one) == framed(*other)) == (one == other)
    assert (plain_hash(*one) == plain_hash(*other)) == (one == other)
