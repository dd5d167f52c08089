"""One test for every case by which a count is judged; the rules of motions have theirs in test_majority."""

import pytest
from papers import elected, ordered, read, tied, vote

from app.domain.counting.methods import METHODS, count
from app.domain.counting.result import as_json

RANKED = ["irv", "scottish-stv", "schulze", "ranked-pairs", "borda"]
WITHOUT_SCORES = sorted(METHODS.keys() - {"score"})


@pytest.mark.parametrize("method", WITHOUT_SCORES)
def test_a_tie_elects_nobody_and_names_both(method: str) -> None:
    result = count(vote("5: A", "5: B"), method)
    assert (elected(result), tied(result)) == ([], ["A", "B"])


@pytest.mark.parametrize("method", ["plurality", "approval", "borda", "schulze", "ranked-pairs"])
def test_a_tie_for_the_last_seat_leaves_the_clear_seats_filled(method: str) -> None:
    result = count(vote("9: A", "4: B", "4: C", "1: D", seats=2), method)
    assert (elected(result), tied(result)) == (["A"], ["B", "C"])


def test_a_tie_for_the_last_seat_in_a_transferable_vote_keeps_whoever_is_safe() -> None:
    result = count(vote("20: A", "9: B", "8: C", "8: D", seats=3), "scottish-stv")
    assert (elected(result), tied(result)) == (["A", "B"], ["C", "D"])


def test_exactly_at_the_quota_elects_and_one_vote_less_does_not() -> None:
    at = count(vote("4: A", "3: B", "3: C", "2: D", seats=2), "scottish-stv")
    assert at.quota == 5
    first = count(vote("5: A", "4: B", "2: C", seats=2), "scottish-stv").rounds[0]
    assert [first.elected, count(vote("4: A", "4: B", "2: C", seats=2), "irv").rounds[0].elected] == [
        (0, 1),
        (),
    ]


def test_exactly_half_is_no_majority() -> None:
    half = count(vote("5: A", "3: B", "2: C"), "majority")
    assert (elected(half), tied(half), half.quota) == ([], [], 6)
    assert elected(count(vote("6: A", "3: B", "2: C"), "majority")) == ["A"]


@pytest.mark.parametrize("method", WITHOUT_SCORES)
def test_all_abstain_elects_nobody(method: str) -> None:
    result = count(vote("7:", options="A B"), method)
    assert (elected(result), tied(result), result.ballots, result.valid) == ([], [], 7, 0)


@pytest.mark.parametrize("method", sorted(METHODS))
def test_zero_ballots_elect_nobody(method: str) -> None:
    result = count(vote(options="A B", seats=2), method)
    assert (elected(result), tied(result), result.rounds, result.order) == ([], [], (), None)


@pytest.mark.parametrize("method", WITHOUT_SCORES)
def test_a_withdrawn_option_is_passed_over_on_every_ballot(method: str) -> None:
    result = count(vote("5: X>A", "4: B", "1: X", withdrawn=frozenset({0})), method)
    assert elected(result) == ["A"]
    assert result.valid == 9
    assert all(0 not in one.tally for one in result.rounds)


def test_a_duplicate_rank_counts_where_the_option_is_named_first() -> None:
    assert elected(count(vote("3: A>B>A", "2: B"), "borda")) == ["A"]
    assert count(vote("3: A>B>A"), "borda").rounds == count(vote("3: A>B"), "borda").rounds


@pytest.mark.parametrize("method", ["irv", "scottish-stv"])
def test_two_options_at_one_first_rank_make_a_ballot_invalid_where_one_choice_is_needed(method: str) -> None:
    result = count(vote("3: A=B>C", "2: C"), method)
    assert (elected(result), result.valid, result.ballots) == (["C"], 2, 5)


def test_two_options_at_one_later_rank_spend_the_ballot_there() -> None:
    result = count(vote("4: A", "3: B", "2: C>A=B", options="A B C"), "irv")
    assert elected(result) == ["A"]
    assert result.rounds[-1].exhausted == 2


def test_a_shared_rank_with_one_option_left_in_it_is_a_choice_again() -> None:
    result = count(vote("5: A", "4: B", "2: C>D=B", "1: D>C", options="A B C D"), "irv")
    assert elected(result) == ["B"]


def test_two_options_at_one_rank_are_equal_where_pairs_are_compared() -> None:
    assert ordered(count(vote("1: A=B>C", "1: A>B=C"), "schulze")) == ["A", "B", "C"]


@pytest.mark.parametrize("method", RANKED)
def test_a_skipped_rank_is_closed_up(method: str) -> None:
    gap = read("3 1\n4 1 - 2 0\n3 3 - - 2 0\n2 2 0\n0\nA\nB\nC\n")
    plain = read("3 1\n4 1 2 0\n3 3 2 0\n2 2 0\n0\nA\nB\nC\n")
    assert as_json(count(gap, method)) == as_json(count(plain, method))


def test_exhausted_ballots_stand_in_the_figures() -> None:
    result = count(vote("4: A", "3: B", "2: C"), "irv")
    assert [int(one.exhausted) for one in result.rounds] == [0, 2]
    assert elected(result) == ["A"]


def test_unranked_options_are_tied_last_in_schulze() -> None:
    result = count(vote("3: A>B>C", "2: D>A>B", "2: D>B>C", "2: C>B>D"), "schulze")
    assert (ordered(result), tied(result)) == (["BD", "AC"], ["B", "D"])


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs", "borda"])
def test_a_perfect_condorcet_cycle_is_a_tie_of_all(method: str) -> None:
    result = count(vote("1: A>B>C", "1: B>C>A", "1: C>A>B"), method)
    assert (elected(result), tied(result)) == ([], ["A", "B", "C"])


def test_a_condorcet_cycle_is_broken_at_its_weakest_link() -> None:
    lines = ["6: A>B>C", "5: B>C>A", "4: C>A>B"]
    assert ordered(count(vote(*lines), "schulze")) == ["A", "B", "C"]
    assert ordered(count(vote(*lines), "ranked-pairs")) == ["A", "B", "C"]


@pytest.mark.parametrize(
    "method", ["plurality", "approval", "scottish-stv", "schulze", "ranked-pairs", "borda"]
)
def test_fewer_candidates_than_seats_elects_them_all(method: str) -> None:
    result = count(vote("3: A>B", "1: B", seats=4), method)
    assert (sorted(elected(result)), tied(result)) == (["A", "B"], [])


@pytest.mark.parametrize("method", ["plurality", *RANKED])
def test_reopen_nominations_wins_and_the_rest_stays_open(method: str) -> None:
    lines = ["9: RON>A", "5: A>RON", "2: B>RON"]
    result = count(vote(*lines, seats=2, reopen=0), method, seats=1)
    assert elected(result) == ["RON"]
    assert "count_reopened" in [one.key for one in result.sentences]


def test_whoever_comes_before_reopen_nominations_keeps_the_seat() -> None:
    profile = vote("9: A>RON", "6: RON", "3: B", "2: C", seats=3, reopen=1)
    for method in ("plurality", "schulze", "scottish-stv"):
        assert elected(count(profile, method)) == ["A", "RON"]


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs", "borda"])
def test_all_preferences_equal_is_a_tie_of_all(method: str) -> None:
    result = count(vote("4: A=B=C"), method)
    assert (tied(result), result.valid) == (["A", "B", "C"], 4)
