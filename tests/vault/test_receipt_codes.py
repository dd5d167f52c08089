import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault import crockford
from app.vault.boxes import key_pair_from_seed, open_text, seal_text
from app.vault.derivation import RECEIPT_COST, Cost, argon2id, derive_key
from app.vault.receipts import (
    ALPHABET,
    MalformedCode,
    code_for_form,
    derive_receipt,
    group_code,
    new_code,
    normalise_code,
    spend_equal_time,
)

CHEAP = Cost(memory_kib=64, passes=1)
PEPPER = b"p" * 32
CODE = "K7QM4XTR9WDA2HCE"
codes = st.text(ALPHABET, min_size=16, max_size=16)


def test_a_code_has_sixteen_symbols_of_the_alphabet() -> None:
    made = [new_code() for _ in range(200)]
    assert {len(code) for code in made} == {16}
    assert set("".join(made)) == set(ALPHABET)
    assert len(set(made)) == 200


def test_a_code_is_printed_as_four_groups_of_four() -> None:
    assert group_code(CODE) == ["K7QM", "4XTR", "9WDA", "2HCE"]


@given(codes)
def test_a_code_reads_as_itself_however_it_was_grouped(code: str) -> None:
    for joint in ("", " ", "-", " - ", "\n", "\u2013", "\u2212", "\u00ad", "\u00a0", "\u3000", "\u200b"):
        assert normalise_code(joint.join(group_code(code)).lower()) == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("oOIiLl0123456789", "0011110123456789"),
        ("  k7qm 4xtr-9wda 2hce ", CODE),
        ("Ｋ７ＱＭ　４ＸＴＲ　９ＷＤＡ　２ＨＣＥ", CODE),
        ("ｋ７ｑｍ－４ｘｔｒ－９ｗｄａ－２ｈｃｅ", CODE),
    ],
)
def test_what_people_mistype_is_forgiven(typed: str, read: str) -> None:
    assert normalise_code(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "K7QM",
        CODE + "A",
        CODE[:-1] + "U",
        CODE[:-1] + "!",
        CODE[:-2] + "ß",
        "٣" * 16,
        "\ud800" * 16,
        "\x00" * 16,
        " " * 1_000_000,
        CODE + " " * 500,
    ],
)
def test_what_cannot_be_a_code_is_malformed(typed: str) -> None:
    with pytest.raises(MalformedCode) as refusal:
        normalise_code(typed)
    assert (refusal.value.key, refusal.value.field) == ("receipt.malformed_code", "code")
    assert "K7QM" not in repr(refusal.value)


@given(st.text())
def test_any_text_is_a_code_or_malformed_and_nothing_else(text: str) -> None:
    try:
        code = normalise_code(text)
    except MalformedCode:
        return
    assert len(code) == 16
    assert set(code) <= set(ALPHABET)


@given(st.binary(min_size=10, max_size=10))
def test_symbols_decode_to_the_bytes_they_came_from(data: bytes) -> None:
    assert crockford.decode(crockford.encode(data)) == data


def test_only_whole_groups_of_bytes_become_symbols() -> None:
    with pytest.raises(ValueError, match="five bytes"):
        crockford.encode(b"abc")


def test_the_receipt_takes_what_the_threat_model_says_a_guess_must_cost() -> None:
    assert Cost(memory_kib=19 * 1024, passes=2, lanes=1) == RECEIPT_COST
    assert derive_receipt(CODE, PEPPER) == derive_receipt(CODE, PEPPER, cost=Cost(19 * 1024, 2, 1))


def test_lookup_and_keys_come_from_the_two_halves_of_one_derivation() -> None:
    salt = derive_key(PEPPER, "receipt salt")[:16]
    stretched = argon2id(CODE.encode(), salt, length=64, cost=CHEAP)
    receipt = derive_receipt(CODE, PEPPER, cost=CHEAP)
    assert receipt.lookup == hmac.digest(PEPPER, stretched[:32], "sha256")
    assert receipt.keys == key_pair_from_seed(stretched[32:])


def test_the_same_code_leads_to_the_same_keys_and_opens_what_was_sealed_to_it() -> None:
    sealed = seal_text(derive_receipt(CODE, PEPPER, cost=CHEAP).keys.public, "the clinic moved")
    again = derive_receipt(normalise_code("k7qm-4xtr-9wda-2hce"), PEPPER, cost=CHEAP)
    assert open_text(again.keys.private, sealed) == "the clinic moved"


def test_another_code_or_another_installation_leads_elsewhere() -> None:
    here = derive_receipt(CODE, PEPPER, cost=CHEAP)
    for other in (
        derive_receipt(CODE[:-1] + "F", PEPPER, cost=CHEAP),
        derive_receipt(CODE, b"q" * 32, cost=CHEAP),
    ):
        assert other.lookup != here.lookup
        assert other.keys != here.keys


@pytest.mark.parametrize("typed", ["", CODE, "not a code", "\ud800", "x" * 100_000])
def test_a_malformed_code_spends_the_work_and_finds_nothing(typed: str) -> None:
    lookup = spend_equal_time(typed, PEPPER, cost=CHEAP)
    assert len(lookup) == 32
    assert lookup != derive_receipt(CODE, PEPPER, cost=CHEAP).lookup


def test_neither_lookup_nor_keys_show_in_words() -> None:
    assert repr(derive_receipt(CODE, PEPPER, cost=CHEAP)) == "ReceiptKeys()"


def test_the_same_form_gives_the_same_code_until_the_key_is_replaced() -> None:
    code = code_for_form(b"k" * 32, b"token", digest=b"digest")
    assert code == code_for_form(b"k" * 32, b"token", digest=b"digest")
    assert normalise_code(code) == code
    assert code != code_for_form(b"l" * 32, b"token", digest=b"digest")
    assert code != code_for_form(b"k" * 32, b"other", digest=b"digest")
    assert code != code_for_form(b"k" * 32, b"token", digest=b"other")
    assert code != code_for_form(b"k" * 32, b"tokend", digest=b"igest")
