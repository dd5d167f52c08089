"""A count explains itself: keys and facts in the order in which somebody would tell it."""

from papers import vote

from app.domain.counting.methods import count
from app.domain.counting.sentences import sentence

RUNOFF = ["400: A", "350: C", "75: B", "75: B>A", "50: E>B>A", "12: D>B", "48: D>C"]


def test_a_runoff_is_told_round_by_round() -> None:
    result = count(vote(*RUNOFF, options="A B C D E"), "irv")
    assert list(result.sentences) == [
        sentence("count_ballots", ballots=1010, valid=1010, seats=1),
        sentence("round_excluded_all_moved", round=1, name="E", votes="50", exhausted="0"),
        sentence("round_excluded_all_moved", round=2, name="D", votes="60", exhausted="0"),
        sentence("round_excluded", round=3, name="B", votes="212", exhausted="87"),
        sentence("round_elected", round=4, name="A", votes="525"),
        sentence("count_elected", names=("A",)),
    ]


def test_what_was_withdrawn_and_what_is_tied_is_said() -> None:
    keys = [one.key for one in count(vote("2: X>A", "2: B", withdrawn=frozenset({0})), "plurality").sentences]
    assert keys == ["count_ballots", "count_withdrawn", "count_tally", "count_tally", "count_tied"]


def test_an_order_without_figures_is_told_place_by_place() -> None:
    said = count(vote("3: A>B>C", "2: B>C>A"), "schulze").sentences
    ranks = [one.facts["names"] for one in said if one.key == "count_rank"]
    assert ranks == [("A",), ("B",), ("C",)]


def test_a_tie_that_stops_the_count_is_told_where_it_happened() -> None:
    said = count(vote("4: A", "3: B>A", "3: C>B"), "irv").sentences
    assert sentence("tie_stops_exclusion", round=1, names=("B", "C")) in said


def test_a_count_that_nobody_voted_in_says_only_that() -> None:
    said = count(vote("5:", options="A B"), "scottish-stv").sentences
    assert [one.key for one in said] == ["count_ballots", "count_nobody_voted"]
