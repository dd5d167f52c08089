from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from app.domain.ledger.ed25519 import verifies
from app.domain.ledger.heads import Head, SignedHead, from_record, is_signed, signed_bytes, to_record

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
ONE = (1).to_bytes(32, "little")

# RFC 8032, section 7.1: public key, message, signature.
RFC_VECTORS = {
    "test 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    "test 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "test 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
    "test SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        "454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
        "3dca179c138ac17ad9bef1177331a704",
    ),
}
HEAD = Head(345, "0f" * 32, date(2026, 11, 20))

seeds = st.binary(min_size=32, max_size=32)


def sodium_verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(key).verify(message, signature)
    except BadSignatureError:
        return False
    return True


@pytest.mark.parametrize("name", RFC_VECTORS)
def test_the_vectors_of_rfc_8032_verify(name: str) -> None:
    key, message, signature = map(bytes.fromhex, RFC_VECTORS[name])
    assert verifies(key, message, signature)
    assert not verifies(key, message + b"\x00", signature)


@given(seeds, st.binary(max_size=64), st.data())
def test_signatures_verify_until_any_bit_of_anything_changes(
    seed: bytes, message: bytes, data: st.DataObject
) -> None:
    signing = SigningKey(seed)
    parts = [bytes(signing.verify_key), message, signing.sign(message).signature]
    assert verifies(*parts)
    place = data.draw(st.integers(0, 2).filter(lambda place: len(parts[place]) > 0))
    bit = data.draw(st.integers(0, len(parts[place]) * 8 - 1))
    changed = bytearray(parts[place])
    changed[bit // 8] ^= 1 << bit % 8
    parts[place] = bytes(changed)
    assert not verifies(*parts)
    assert not sodium_verifies(*parts)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_random_bytes_are_judged_as_by_libsodium(key: bytes, signature: bytes) -> None:
    assert verifies(key, b"head", signature) == sodium_verifies(key, b"head", signature)


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    key, message, signature = map(bytes.fromhex, RFC_VECTORS["test 1"])
    assert not verifies(key, message, (signature + b"\x00")[:length])
    assert not verifies(key[:-1], message, signature)


def test_the_same_signature_with_the_order_added_to_s_is_refused() -> None:
    key, message, signature = map(bytes.fromhex, RFC_VECTORS["test 2"])
    s = int.from_bytes(signature[32:], "little") + ORDER
    twin = signature[:32] + s.to_bytes(32, "little")
    assert not verifies(key, message, twin)
    assert not sodium_verifies(key, message, twin)


@pytest.mark.parametrize(
    "point",
    [
        ONE,  # the neutral element
        (P - 1).to_bytes(32, "little"),  # order 2
        bytes(32),  # order 4
        bytes(31) + b"\x80",  # order 4
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),  # order 8
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),  # order 8
        (P + 1).to_bytes(32, "little"),  # the neutral element, not canonical
        ONE[:31] + b"\x80",  # x = 0 with a sign
        (2).to_bytes(32, "little"),  # not on the curve
    ],
    ids=["neutral", "two", "four", "four-signed", "eight", "eight-other", "not-reduced", "minus-zero", "off"],
)
def test_keys_for_which_anybody_could_sign_are_refused(point: bytes) -> None:
    anybodys = ONE + bytes(32)  # R = neutral, S = 0 satisfies the equation whenever hA is neutral
    for message in (b"%d" % number for number in range(16)):
        assert not verifies(point, message, anybodys)
        assert not sodium_verifies(point, message, anybodys)


def test_a_head_signs_its_day_root_and_size() -> None:
    assert signed_bytes(HEAD).decode() == (
        '{"day":"2026-11-20","kind":"sayso ledger head 1","root":"' + "0f" * 32 + '","size":345}'
    )


def test_a_head_is_signed_until_any_part_of_it_changes() -> None:
    signing = SigningKey(bytes(32))
    key = bytes(signing.verify_key)
    signed = SignedHead(HEAD, signing.sign(signed_bytes(HEAD)).signature.hex())
    assert is_signed(signed, key=key)
    assert not is_signed(signed, key=bytes(SigningKey(b"\x01" * 32).verify_key))
    for change in ({"size": 346}, {"root": "1f" + "0f" * 31}, {"day": date(2026, 11, 21)}):
        assert not is_signed(replace(signed, head=replace(HEAD, **change)), key=key)  # type: ignore[arg-type]


def test_a_published_head_is_read_back() -> None:
    signed = SignedHead(HEAD, "ab" * 64)
    assert from_record(to_record(signed)) == signed
    assert signed.head.state.root == b"\x0f" * 32


@pytest.mark.parametrize(
    "change",
    [
        {"size": 0},
        {"size": True},
        {"size": "345"},
        {"size": 2**53},
        {"root": "0F" * 32},
        {"root": "0f" * 31},
        {"root": None},
        {"day": "20 November"},
        {"day": "2026-13-01"},
        {"day": "2026-W47-5"},
        {"signature": "ab" * 63},
        {"more": 1},
    ],
)
def test_a_head_in_another_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        from_record({**to_record(SignedHead(HEAD, "ab" * 64)), **change})


@pytest.mark.parametrize("record", [None, [], "head", {"size": 1}])
def test_what_is_no_head_is_refused(record: object) -> None:
    with pytest.raises(ValueError, match="day, root, signature and size"):
        from_record(record)
