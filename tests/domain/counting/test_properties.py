"""What must hold for any ballots at all: order, names, split weights, clones, sums."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from papers import elected, read, tied

from app.domain.counting.methods import METHODS, count
from app.domain.counting.pairwise import compare_all
from app.domain.counting.profile import Profile
from app.domain.counting.result import as_json

RANKED = sorted(METHODS.keys() - {"score"})
NAMES = ("Ash", "Birch", "Cedar", "Dogwood", "Elm")

# A ballot: its weight, and its ranks as lists of options.
Ballot = tuple[int, list[list[int]]]


@st.composite
def rankings(draw: st.DrawFn) -> list[list[int]]:
    order = draw(st.permutations(range(len(NAMES))))[: draw(st.integers(0, len(NAMES)))]
    ranks: list[list[int]] = []
    for place in order:
        if ranks and draw(st.integers(0, 4)) == 0:
            ranks[-1].append(place)
        else:
            ranks.append([place])
    return ranks


BOXES = st.lists(st.tuples(st.integers(1, 9), rankings()), min_size=1, max_size=8)


def blt(box: list[Ballot], *, seats: int, names: tuple[str, ...] = NAMES) -> Profile:
    lines = [f"{len(names)} {seats}"]
    for weight, ranks in box:
        written = " ".join("=".join(str(place + 1) for place in rank) for rank in ranks)
        lines.append(f"{weight} {written} 0")
    return read("\n".join([*lines, "0", *names, "Trees", ""]))


@pytest.mark.parametrize("method", RANKED)
@settings(deadline=None, max_examples=60)
@given(data=st.data(), box=BOXES, seats=st.integers(1, 3))
def test_neither_the_order_of_ballots_nor_the_splitting_of_weights_changes_anything(
    method: str, data: st.DataObject, box: list[Ballot], seats: int
) -> None:
    split: list[Ballot] = [(1, ranks) for weight, ranks in box for _ in range(weight)]
    shuffled = data.draw(st.permutations(split))
    plain = count(blt(box, seats=seats), method)
    assert as_json(count(blt(shuffled, seats=seats), method)) == as_json(plain)


@pytest.mark.parametrize("method", RANKED)
@settings(deadline=None, max_examples=60)
@given(box=BOXES, seats=st.integers(1, 3), paper=st.permutations(range(len(NAMES))))
def test_neither_names_nor_the_order_of_the_ballot_paper_decides(
    method: str, box: list[Ballot], seats: int, paper: list[int]
) -> None:
    moved = [(weight, [[paper[place] for place in rank] for rank in ranks]) for weight, ranks in box]
    names = tuple(NAMES[paper.index(place)] for place in range(len(NAMES)))
    plain = count(blt(box, seats=seats), method)
    other = count(blt(moved, seats=seats, names=names), method)
    assert set(elected(other)) == set(elected(plain))
    assert set(tied(other)) == set(tied(plain))


@pytest.mark.parametrize("method", RANKED)
@settings(deadline=None, max_examples=60)
@given(box=BOXES, seats=st.integers(1, 4))
def test_seats_are_filled_or_the_tie_for_them_is_named(method: str, box: list[Ballot], seats: int) -> None:
    result = count(blt(box, seats=seats), method)
    assert len(result.elected) == len(set(result.elected)) <= result.seats
    assert not set(result.elected) & set(result.tied)
    if result.tied:
        assert len(result.elected) < result.seats < len(result.elected) + len(result.tied)
    elif result.valid and method != "majority":
        assert len(result.elected) == min(result.seats, len(NAMES))


@pytest.mark.parametrize("method", ["irv", "scottish-stv", "stv-exact"])
@settings(deadline=None, max_examples=100)
@given(box=BOXES, seats=st.integers(1, 3))
def test_no_vote_is_made_or_lost_on_the_way(method: str, box: list[Ballot], seats: int) -> None:
    result = count(blt(box, seats=seats), method)
    for before, after in zip(result.rounds, result.rounds[1:], strict=False):
        assert sum(after.tally.values(), after.exhausted) == result.valid
        assert before.transfer is not None
        moved = before.transfer
        assert after.exhausted - before.exhausted == moved.exhausted
        gained = {place: after.tally[place] - before.tally[place] for place in moved.moved}
        assert gained == moved.moved


@pytest.mark.parametrize("method", ["irv", "schulze", "ranked-pairs"])
@settings(deadline=None, max_examples=100)
@given(box=BOXES, loser=st.integers(0, len(NAMES) - 1))
def test_a_clone_of_a_loser_does_not_change_the_winner(method: str, box: list[Ballot], loser: int) -> None:
    strict = [(weight, [[place] for rank in ranks for place in rank]) for weight, ranks in box]
    plain = count(blt(strict, seats=1), method)
    assume(plain.elected and loser not in plain.elected)
    cloned = []
    for number, (weight, ranks) in enumerate(strict):
        pair = [[loser], [len(NAMES)]] if number % 2 else [[len(NAMES)], [loser]]
        cloned.append((weight, [new for rank in ranks for new in (pair if rank == [loser] else [rank])]))
    after = count(blt(cloned, seats=1, names=(*NAMES, "Clone")), method)
    assert elected(after) == elected(plain)


@settings(deadline=None, max_examples=100)
@given(box=BOXES)
def test_pairs_are_counted_as_one_would_by_hand(box: list[Ballot]) -> None:
    matrix = compare_all(blt(box, seats=1))
    for first, second in permutations(range(len(NAMES)), 2):
        by_hand = 0
        for weight, ranks in box:
            rank_of = {place: number for number, rank in enumerate(ranks) for place in rank}
            by_hand += weight * (rank_of.get(first, 99) < rank_of.get(second, 99))
        assert matrix.above[first, second] == by_hand


@settings(deadline=None, max_examples=60)
@given(box=BOXES, many=st.integers(2, 10**30))
def test_no_size_is_too_big_to_be_exact(box: list[Ballot], many: int) -> None:
    profile = blt(box, seats=1)
    large = Profile(
        profile.options,
        1,
        {ranking: weight * many for ranking, weight in profile.strict.items()},
        {ranks: weight * many for ranks, weight in profile.weak.items()},
    )
    for method in ("plurality", "irv", "borda", "schulze", "ranked-pairs"):
        small, big = count(profile, method), count(large, method)
        assert (big.elected, big.tied, big.order) == (small.elected, small.tied, small.order)
        for one, other in zip(small.rounds, big.rounds, strict=True):
            assert {place: votes * many for place, votes in one.tally.items()} == other.tally


@settings(deadline=None, max_examples=60)
@given(box=BOXES)
def test_a_condorcet_winner_wins_wherever_pairs_decide(box: list[Ballot]) -> None:
    profile = blt(box, seats=1)
    matrix = compare_all(profile)
    beats_all = [
        place
        for place in matrix.places
        if all(matrix.margin(place, other) > 0 for other in matrix.places if other != place)
    ]
    assume(beats_all)
    for method in ("schulze", "ranked-pairs"):
        assert list(count(profile, method).elected) == beats_all


@settings(deadline=None, max_examples=60)
@given(box=BOXES)
def test_borda_gives_out_every_point_of_a_ballot(box: list[Ballot]) -> None:
    result = count(blt(box, seats=1), "borda")
    for one in result.rounds:
        pairs = Fraction(len(NAMES) * (len(NAMES) - 1), 2)
        assert sum(one.tally.values()) == result.valid * pairs
