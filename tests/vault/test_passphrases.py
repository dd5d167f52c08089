import itertools

import pytest

from app.vault.derivation import ACCOUNT_COST, Cost
from app.vault.passphrases import derive_account_key, make_passphrase, normalise_passphrase, word_list

CHEAP = Cost(memory_kib=64, passes=1)
SALT = b"s" * 16


def test_a_passphrase_is_six_words_of_the_list() -> None:
    words = make_passphrase().split(" ")
    assert len(words) == 6
    assert set(words) <= set(word_list())


def test_six_words_hold_seventy_seven_bits() -> None:
    assert len(set(word_list())) == 7776
    assert len({normalise_passphrase(word) for word in word_list()}) == 7775
    assert 7775**6 > 2**77


def test_passphrases_do_not_repeat() -> None:
    assert len({make_passphrase() for _ in range(100)}) == 100


def test_words_run_together_still_read_in_one_way_only() -> None:
    plain = sorted({normalise_passphrase(word) for word in word_list()})
    assert not [word for word, later in itertools.pairwise(plain) if later.startswith(word)]


@pytest.mark.parametrize(
    "typed",
    [
        "Corner Light Demo",
        " corner  light\tdemo\n",
        "corner-light-demo",
        "ｃｏｒｎｅｒ　ｌｉｇｈｔ　ｄｅｍｏ",
    ],
)
def test_case_spaces_and_hyphens_make_no_difference(typed: str) -> None:
    key = derive_account_key("corner light demo", SALT, cost=CHEAP)
    assert derive_account_key(typed, SALT, cost=CHEAP) == key


def test_another_word_or_another_salt_gives_another_key() -> None:
    key = derive_account_key("corner light demo", SALT, cost=CHEAP)
    assert len(key) == 32
    assert derive_account_key("corner light dome", SALT, cost=CHEAP) != key
    assert derive_account_key("corner light demo", b"t" * 16, cost=CHEAP) != key


@pytest.mark.parametrize("typed", ["", "\ud800", "\x00", "x" * 100_000])
def test_anything_typed_gives_some_key_and_no_error(typed: str) -> None:
    assert len(derive_account_key(typed, SALT, cost=CHEAP)) == 32


def test_an_account_takes_what_the_threat_model_says_a_guess_must_cost() -> None:
    assert Cost(memory_kib=64 * 1024, passes=3, lanes=1) == ACCOUNT_COST
    same = derive_account_key("corner light demo", SALT, cost=Cost(64 * 1024, 3, 1))
    assert derive_account_key("corner light demo", SALT) == same
