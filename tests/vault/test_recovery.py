import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.boxes import key_pair_from_seed
from app.vault.receipts import ALPHABET
from app.vault.recovery import (
    GROUPS,
    BrokenHalf,
    HalvesDoNotMatch,
    join_halves,
    new_recovery_key,
    split,
)

RECOVERY = key_pair_from_seed(b"v" * 32)
FIRST, SECOND = (" ".join(half) for half in split(RECOVERY))


def test_a_half_is_sixteen_groups_of_four_for_paper() -> None:
    for half in split(RECOVERY):
        assert len(half) == GROUPS == 16
        assert {len(group) for group in half} == {4}
        assert set("".join(half)) <= set(ALPHABET)


@given(st.binary(min_size=32, max_size=32))
def test_both_halves_together_give_the_key_again(seed: bytes) -> None:
    recovery = key_pair_from_seed(seed)
    first, second = split(recovery)
    assert join_halves(" ".join(first), " ".join(second)) == recovery


def test_halves_are_read_as_forgivingly_as_receipts_and_in_either_order() -> None:
    assert join_halves(SECOND, FIRST) == RECOVERY
    assert (
        join_halves(FIRST.lower().replace(" ", "-"), SECOND.replace(" ", "\n").replace("0", "o")) == RECOVERY
    )


def test_a_half_tells_nothing_it_is_another_one_at_each_printing() -> None:
    again_first, again_second = (" ".join(half) for half in split(RECOVERY))
    assert FIRST not in again_first
    assert SECOND not in again_second
    with pytest.raises(HalvesDoNotMatch):
        join_halves(FIRST, again_second)


@given(st.integers(min_value=0, max_value=63), st.sampled_from(ALPHABET))
def test_one_mistyped_symbol_names_the_half_it_is_in(place: int, symbol: str) -> None:
    plain = FIRST.replace(" ", "")
    mistyped = plain[:place] + symbol + plain[place + 1 :]
    if mistyped == plain:
        assert join_halves(mistyped, SECOND) == RECOVERY
        return
    with pytest.raises(BrokenHalf) as refusal:
        join_halves(mistyped, SECOND)
    assert (refusal.value.half, refusal.value.field, refusal.value.facts["half"]) == (1, "half_1", 1)
    with pytest.raises(BrokenHalf) as refusal:
        join_halves(SECOND, mistyped)
    assert (refusal.value.half, refusal.value.field) == (2, "half_2")


@pytest.mark.parametrize(
    "typed",
    ["", "K7QM", FIRST[:-1], FIRST + " A", FIRST + " " * 1000, "!" * 64, "\ud800"],
    ids=["nothing", "short", "one-less", "one-more", "spaces", "signs", "surrogate"],
)
def test_a_half_that_is_not_one_is_refused(typed: str) -> None:
    with pytest.raises(BrokenHalf) as refusal:
        join_halves(SECOND, typed)
    assert refusal.value.half == 2


def test_the_same_half_twice_is_named() -> None:
    with pytest.raises(HalvesDoNotMatch) as refusal:
        join_halves(FIRST, FIRST.lower())
    assert refusal.value.key == "recovery.same_half_twice"


def test_halves_of_different_keys_are_named() -> None:
    other = " ".join(split(new_recovery_key())[1])
    with pytest.raises(HalvesDoNotMatch) as refusal:
        join_halves(FIRST, other)
    assert refusal.value.key == "recovery.halves_of_different_keys"


def test_the_refusals_repeat_nothing_of_what_was_typed() -> None:
    with pytest.raises(BrokenHalf) as refusal:
        join_halves(FIRST, SECOND[:-1])
    assert str(refusal.value) == "recovery.broken_half"
    assert dict(refusal.value.facts) == {"half": 2}
