import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.boxes import CannotOpen
from app.vault.session_keys import csrf_token, lookup_hash, new_token, sealing_key, unwrap_keys, wrap_keys

KEYS = {"stewards": b"a" * 32, "desk": b"b" * 32}


def test_a_token_holds_256_bits_in_characters_a_cookie_can_hold() -> None:
    token = new_token()
    assert len(token) == 43
    assert token.replace("-", "").replace("_", "").isalnum()
    assert len({new_token() for _ in range(100)}) == 100


@given(st.text())
def test_any_cookie_value_has_a_lookup_and_it_tells_nothing_else(token: str) -> None:
    derived = {lookup_hash(token), sealing_key(token), csrf_token(token).encode()}
    assert len(derived) == 3
    assert lookup_hash(token) == lookup_hash(token)


def test_another_token_leads_elsewhere() -> None:
    one, other = new_token(), new_token()
    assert lookup_hash(one) != lookup_hash(other)
    assert sealing_key(one) != sealing_key(other)
    assert csrf_token(one) != csrf_token(other)


def test_a_session_opens_its_own_keys_again() -> None:
    token = new_token()
    assert unwrap_keys(token, wrap_keys(token, KEYS)) == KEYS
    assert unwrap_keys(token, wrap_keys(token, {})) == {}


def test_the_row_opens_with_no_other_token() -> None:
    with pytest.raises(CannotOpen):
        unwrap_keys(new_token(), wrap_keys(new_token(), KEYS))


def test_a_row_that_was_changed_does_not_open() -> None:
    token = new_token()
    wrapped = wrap_keys(token, KEYS)
    with pytest.raises(CannotOpen):
        unwrap_keys(token, wrapped[:-1] + bytes([wrapped[-1] ^ 1]))


def test_the_row_does_not_show_how_many_circles_the_account_is_in() -> None:
    token = new_token()
    one, two = wrap_keys(token, {"desk": b"b" * 32}), wrap_keys(token, KEYS)
    assert len(one) == len(two)
    assert b"desk" not in one
    assert b"b" * 32 not in one
