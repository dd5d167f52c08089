"""The same elections counted by pref-voting, an independent library (group ``oracle``, see requirements)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.counting.methods import count
from app.domain.counting.profile import Profile, add_ballot
from app.domain.counting.result import Result

pytestmark = pytest.mark.long

SIZE = 4
FULL = st.lists(st.tuples(st.integers(1, 6), st.permutations(range(SIZE))), min_size=1, max_size=8)
# Each ballot gives every option a rank from 0, or none (4): equal ranks and short ballots.
WEAK = st.lists(
    st.tuples(st.integers(1, 6), st.lists(st.integers(0, SIZE), min_size=SIZE, max_size=SIZE)),
    min_size=1,
    max_size=8,
)


def leaders(result: Result) -> set[int]:
    """Whoever could win one seat."""
    return set(result.elected) or set(result.tied)


def full_profile(box: list[tuple[int, list[int]]]) -> Profile:
    strict: dict[bytes, int] = {}
    for weight, order in box:
        add_ballot(strict, {}, tuple(bytes([place]) for place in order), weight=weight)
    return Profile(tuple("ABCD"), 1, strict)


def weak_profile(box: list[tuple[int, list[int]]]) -> Profile:
    strict: dict[bytes, int] = {}
    weak: dict[tuple[bytes, ...], int] = {}
    for weight, ranks in box:
        groups = tuple(bytes(place for place in range(SIZE) if ranks[place] == rank) for rank in range(SIZE))
        add_ballot(strict, weak, groups, weight=weight)
    return Profile(tuple("ABCD"), 1, strict, weak)


def their_full(box: list[tuple[int, list[int]]]) -> Any:  # Any: the library has no types
    from pref_voting.profiles import Profile as TheirProfile

    return TheirProfile([list(order) for _, order in box], rcounts=[weight for weight, _ in box])


def their_weak(box: list[tuple[int, list[int]]]) -> Any:  # Any: the library has no types
    from pref_voting.profiles_with_ties import ProfileWithTies

    rankings = [{place: rank + 1 for place, rank in enumerate(ranks) if rank < SIZE} for _, ranks in box]
    profile = ProfileWithTies(rankings, rcounts=[weight for weight, _ in box], candidates=list(range(SIZE)))
    profile.use_extended_strict_preference()
    return profile


@settings(deadline=None, max_examples=200)
@given(box=WEAK)
def test_schulze_agrees_on_equal_and_missing_ranks(box: list[tuple[int, list[int]]]) -> None:
    from pref_voting.margin_based_methods import beat_path

    profile, theirs = weak_profile(box), their_weak(box)
    result = count(profile, "schulze")
    if result.valid:
        assert leaders(result) == set(beat_path(theirs, strength_function=theirs.support))


@settings(deadline=None, max_examples=200)
@given(box=WEAK)
def test_ranked_pairs_agree_on_equal_and_missing_ranks(box: list[tuple[int, list[int]]]) -> None:
    from pref_voting.margin_based_methods import ranked_pairs

    result = count(weak_profile(box), "ranked-pairs")
    if result.valid:
        assert leaders(result) == set(ranked_pairs(their_weak(box), algorithm="from_stacks"))


@settings(deadline=None, max_examples=200)
@given(box=FULL)
def test_borda_and_plurality_agree(box: list[tuple[int, list[int]]]) -> None:
    from pref_voting.scoring_methods import borda, plurality

    theirs = their_full(box)
    assert leaders(count(full_profile(box), "borda")) == set(borda(theirs))
    assert leaders(count(full_profile(box), "plurality")) == set(plurality(theirs))


@settings(deadline=None, max_examples=200)
@given(box=FULL)
def test_instant_runoff_is_tied_exactly_when_more_than_one_way_leads_to_a_winner(
    box: list[tuple[int, list[int]]],
) -> None:
    from pref_voting.iterative_methods import instant_runoff_put

    result = count(full_profile(box), "irv")
    possible = set(instant_runoff_put(their_full(box)))
    if result.elected:
        assert set(result.elected) == possible
    else:
        assert len(possible) > 1
