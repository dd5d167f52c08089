from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.form_tokens import (
    ForgedToken,
    StaleToken,
    check_token,
    form_digest,
    issue_token,
    submission_key,
)

KEY = b"k" * 32
HOUR = 500_000
DAY = 24
pairs = st.lists(
    st.tuples(st.sampled_from(["message", "kind", "approve", ""]), st.text(max_size=6)), max_size=4
)


def check(token: str, *, now_bucket: int = HOUR, key: bytes = KEY) -> bytes:
    return check_token(key, token, now_bucket=now_bucket, lifetime=DAY)


@pytest.mark.parametrize("later", [-1, 0, 1, DAY])
def test_a_token_is_good_for_its_lifetime(later: int) -> None:
    assert len(check(issue_token(KEY, HOUR), now_bucket=HOUR + later)) == 16


@pytest.mark.parametrize("later", [DAY + 1, 10_000, -2])
def test_a_token_that_is_too_old_or_from_the_future_is_stale(later: int) -> None:
    with pytest.raises(StaleToken) as refusal:
        check(issue_token(KEY, HOUR), now_bucket=HOUR + later)
    assert refusal.value.key == "form.stale_token"


def test_every_form_gets_its_own_token() -> None:
    tokens = [issue_token(KEY, HOUR) for _ in range(100)]
    assert len({check(token) for token in tokens}) == 100
    assert {len(token) for token in tokens} == {48}


def test_a_token_of_another_installation_is_forged() -> None:
    with pytest.raises(ForgedToken) as refusal:
        check(issue_token(b"l" * 32, HOUR))
    assert refusal.value.key == "form.forged_token"


@given(st.integers(min_value=0, max_value=36 * 8 - 1))
def test_a_token_with_one_bit_changed_is_forged(bit: int) -> None:
    raw = bytearray(urlsafe_b64decode(issue_token(KEY, HOUR)))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ForgedToken):
        check(urlsafe_b64encode(raw).decode())


@given(st.text())
def test_any_other_text_is_forged(text: str) -> None:
    with pytest.raises(ForgedToken):
        check(text)


def test_another_spelling_of_a_good_token_is_forged() -> None:
    token = issue_token(KEY, HOUR)
    for spelling in (token + "=", token + "\n", " " + token, token + "====", token[:-1] + "é", "\ud800" * 48):
        with pytest.raises(ForgedToken):
            check(spelling)
    token = next(made for made in iter(lambda: issue_token(KEY, HOUR), "") if "-" in made)
    with pytest.raises(ForgedToken):
        check(token.replace("-", "+"))


@given(pairs, pairs)
def test_two_forms_have_one_digest_only_when_they_say_the_same(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    said_the_same = sorted(one, key=lambda pair: pair[0]) == sorted(other, key=lambda pair: pair[0])
    assert (form_digest(one) == form_digest(other)) == said_the_same


def test_the_order_of_fields_makes_no_difference_but_that_of_a_repeated_one_does() -> None:
    assert form_digest({"message": "a", "kind": "b"}) == form_digest([("kind", "b"), ("message", "a")])
    assert form_digest([("rank", "a"), ("rank", "b")]) != form_digest([("rank", "b"), ("rank", "a")])


def test_words_cannot_slide_from_one_field_into_the_next() -> None:
    assert form_digest({"a": "b", "c": "d"}) != form_digest({"a": "bc", "": "d"})
    assert form_digest({"a": ""}) != form_digest({"": "a"})
    assert form_digest({"a": ""}) != form_digest({})


def test_a_form_with_half_a_surrogate_pair_still_has_a_digest() -> None:
    assert len(form_digest({"message": "\ud800"})) == 32


def test_the_same_form_twice_has_one_key_and_any_change_has_another() -> None:
    token, digest = b"t" * 16, form_digest({"message": "a"})
    kept = submission_key(KEY, token, digest=digest)
    assert kept == submission_key(KEY, token, digest=form_digest({"message": "a"}))
    assert kept != submission_key(KEY, token, digest=form_digest({"message": "b"}))
    assert kept != submission_key(KEY, b"u" * 16, digest=digest)
    assert kept != submission_key(b"l" * 32, token, digest=digest)
    assert len(kept) == 32
