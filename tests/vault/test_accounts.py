from dataclasses import replace

import pytest

from app.vault.accounts import (
    WrappedAccount,
    decrypt_second_factor,
    encrypt_second_factor,
    new_wrapped_account,
    refuse_equal_time,
    unwrap,
    unwrap_by_key,
    wrap_private,
)
from app.vault.boxes import CannotOpen, KeyPair, decrypt, key_pair_from_private
from app.vault.circles import grant, new_circle, open_grant
from app.vault.derivation import Cost, derive_key
from app.vault.passphrases import derive_account_key

CHEAP = Cost(memory_kib=64, passes=1)
PHRASE = "corner light demo"


@pytest.fixture(scope="module")
def account() -> WrappedAccount:
    return new_wrapped_account(PHRASE, cost=CHEAP)


def test_the_passphrase_opens_the_account_however_it_was_typed(account: WrappedAccount) -> None:
    private = unwrap(account, "Corner-Light  DEMO ", cost=CHEAP)
    assert key_pair_from_private(private).public == account.public


@pytest.mark.parametrize("typed", ["", "corner light dome", "corner light", "\ud800"])
def test_a_wrong_passphrase_opens_nothing(account: WrappedAccount, typed: str) -> None:
    with pytest.raises(CannotOpen):
        unwrap(account, typed, cost=CHEAP)


def test_two_accounts_with_one_passphrase_have_nothing_in_common(account: WrappedAccount) -> None:
    other = new_wrapped_account(PHRASE, cost=CHEAP)
    assert {other.salt, other.public, other.wrapped_private}.isdisjoint(
        {account.salt, account.public, account.wrapped_private}
    )


def test_a_wrapped_key_moved_to_another_account_does_not_open(account: WrappedAccount) -> None:
    other = new_wrapped_account(PHRASE, cost=CHEAP)
    for forged in (replace(account, public=other.public), replace(account, salt=other.salt)):
        with pytest.raises(CannotOpen):
            unwrap(forged, PHRASE, cost=CHEAP)


def test_a_new_passphrase_keeps_the_key_pair_and_shuts_the_old_one_out(account: WrappedAccount) -> None:
    private = unwrap(account, PHRASE, cost=CHEAP)
    changed = wrap_private(KeyPair(private, account.public), "six other words", cost=CHEAP)
    assert unwrap(changed, "six other words", cost=CHEAP) == private
    assert changed.salt != account.salt
    with pytest.raises(CannotOpen):
        unwrap(changed, PHRASE, cost=CHEAP)


def test_one_derivation_opens_the_private_key_and_the_second_factor(account: WrappedAccount) -> None:
    account_key = derive_account_key(PHRASE, account.salt, cost=CHEAP)
    boxed = encrypt_second_factor(account_key, b"JBSWY3DPEHPK3PXP", public=account.public)
    assert decrypt_second_factor(account_key, boxed, public=account.public) == b"JBSWY3DPEHPK3PXP"
    assert unwrap_by_key(account, account_key) == unwrap(account, PHRASE, cost=CHEAP)


def test_a_second_factor_opens_for_no_other_key_account_or_purpose(account: WrappedAccount) -> None:
    account_key = derive_account_key(PHRASE, account.salt, cost=CHEAP)
    boxed = encrypt_second_factor(account_key, b"JBSWY3DPEHPK3PXP", public=account.public)
    with pytest.raises(CannotOpen):
        decrypt_second_factor(bytes(32), boxed, public=account.public)
    with pytest.raises(CannotOpen):
        decrypt_second_factor(account_key, boxed, public=bytes(32))
    with pytest.raises(CannotOpen):
        decrypt_second_factor(account_key, account.wrapped_private, public=account.public)


def test_the_key_of_the_private_key_does_not_open_the_second_factor(account: WrappedAccount) -> None:
    account_key = derive_account_key(PHRASE, account.salt, cost=CHEAP)
    boxed = encrypt_second_factor(account_key, b"JBSWY3DPEHPK3PXP", public=account.public)
    for key in (account_key, derive_key(account_key, "account private key")):
        with pytest.raises(CannotOpen):
            decrypt(key, boxed, context=b"account second factor" + account.public)


def test_a_name_that_nobody_has_is_refused_as_a_wrong_passphrase_is() -> None:
    with pytest.raises(CannotOpen):
        refuse_equal_time(PHRASE, cost=CHEAP)


def test_neither_salt_nor_wrapped_key_shows_in_words(account: WrappedAccount) -> None:
    assert repr(account) == f"WrappedAccount(public={account.public!r})"


def test_a_member_opens_the_circle_that_was_granted_to_them(account: WrappedAccount) -> None:
    circle = new_circle()
    sealed = grant(circle.private, account.public)
    private = unwrap(account, PHRASE, cost=CHEAP)
    assert open_grant(private, sealed) == circle.private
    assert open_grant(private, sealed, circle_public=circle.public) == circle.private


def test_nobody_else_opens_the_grant_not_even_the_circle_itself(account: WrappedAccount) -> None:
    circle, other = new_circle(), new_circle()
    sealed = grant(circle.private, account.public)
    for stranger in (other.private, circle.private, b""):
        with pytest.raises(CannotOpen):
            open_grant(stranger, sealed)


def test_a_grant_of_another_circle_is_refused_where_the_circle_is_known(account: WrappedAccount) -> None:
    private = unwrap(account, PHRASE, cost=CHEAP)
    with pytest.raises(CannotOpen):
        open_grant(private, grant(new_circle().private, account.public), circle_public=new_circle().public)
    with pytest.raises(CannotOpen):
        open_grant(private, grant(b"not a key", account.public))
