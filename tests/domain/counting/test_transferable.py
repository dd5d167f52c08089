"""The steps of the Scottish rules and of instant runoff, one by one."""

from fractions import Fraction

from papers import elected, tied, vote, winners

from app.domain.counting.methods import count
from app.domain.counting.result import Move, Tie, exact_decimal


def test_the_food_of_twenty_voters() -> None:
    lines = [
        "4: Orange",
        "2: Pear>Orange",
        "8: Chocolate>Strawberry",
        "4: Chocolate>Hamburger",
        "1: Strawberry",
    ]
    result = count(vote(*lines, "1: Hamburger", seats=3), "scottish-stv")
    assert (result.quota, elected(result)) == (6, ["Chocolate", "Orange", "Strawberry"])


def test_a_transfer_value_is_cut_after_five_decimals() -> None:
    result = count(vote("7: A>B", "2: C", "2: D", "2: B", seats=2), "scottish-stv")
    second = result.rounds[1].tally
    assert result.quota == 5
    assert exact_decimal(second[1]) == "3.99997"
    assert exact_decimal(result.rounds[1].exhausted) == "0.00003"


def test_a_value_received_is_cut_again_when_it_is_handed_on() -> None:
    result = count(vote("10: A>B>C", "3: B>D", "1: C", "1: D", seats=3), "scottish-stv")
    # 10 papers at 0.6 reach B (9 votes, 5 too many): 0.6 x 5 / 9 and 1 x 5 / 9, each cut.
    assert result.quota == 4
    assert exact_decimal(result.rounds[2].tally[2]) == "4.3333"
    assert exact_decimal(result.rounds[2].tally[3]) == "2.66665"


def test_the_largest_surplus_goes_first() -> None:
    lines = ["8: A>C", "9: B>D", "3: C", "3: D", "2: E"]
    result = count(vote(*lines, options="A B C D E", seats=3), "scottish-stv")
    assert [one.transfer.source for one in result.rounds if one.transfer][:2] == [1, 0]


def test_a_tie_for_exclusion_is_decided_by_an_earlier_stage_which_is_named() -> None:
    lines = ["10: A", "2: A>B", "2: B", "3: C", "4: D"]
    result = count(vote(*lines, options="A B C D", seats=3), "scottish-stv")
    assert [result.rounds[1].tally[place] for place in (1, 2)] == [3, 3]
    assert result.rounds[1].tie == Tie(Move.EXCLUSION, (1, 2), stage=1)
    assert (elected(result), tied(result)) == (["A", "D", "C"], [])


def test_the_most_recent_unequal_stage_decides_and_not_the_first() -> None:
    lines = ["10: A", "4: A>B", "8: E>C", "2: B", "3: C", "5: D"]
    result = count(vote(*lines, options="A B C D E", seats=4), "scottish-stv")
    assert [[int(one.tally[place]) for place in (1, 2)] for one in result.rounds] == [[2, 3], [4, 3], [4, 4]]
    assert result.rounds[2].tie == Tie(Move.EXCLUSION, (1, 2), stage=2)
    assert elected(result) == ["A", "E", "D", "B"]


def test_a_tie_that_changes_nothing_does_not_stop_the_count() -> None:
    result = count(vote("30: A", "20: B", "3: C>A", "3: D>A"), "irv")
    assert (elected(result), tied(result)) == (["A"], [])
    marginal = count(vote("28: A", "27: B", "3: C>A", "3: D>A"), "irv")
    assert elected(marginal) == ["A"]
    assert marginal.rounds[0].tie == Tie(Move.EXCLUSION, (2, 3), same_either_way=True)


def test_a_tie_that_changes_the_result_stops_the_count_and_names_the_level_options() -> None:
    result = count(vote("4: A", "3: B>A", "3: C>B"), "irv")
    assert (elected(result), tied(result)) == ([], ["B", "C"])
    assert result.rounds[-1].tie == Tie(Move.EXCLUSION, (1, 2))


def test_instant_runoff_does_not_tell_level_options_apart_by_earlier_rounds() -> None:
    result = count(vote("5: A", "3: B", "2: C>B"), "irv")
    assert (elected(result), tied(result)) == ([], ["A", "B"])


def test_equal_surpluses_at_every_stage_are_followed_both_ways() -> None:
    lines = ["8: A>C", "8: B>D", "4: C", "3: D", "1: E"]
    result = count(vote(*lines, options="A B C D E", seats=3), "scottish-stv")
    assert result.rounds[0].tie == Tie(Move.SURPLUS, (0, 1), same_either_way=True)
    assert (elected(result), tied(result)) == (["A", "B", "C"], [])


def test_equal_surpluses_that_change_the_result_name_whom_it_turns_on() -> None:
    result = count(vote("3: D>C", "3: B>A", options="A B C D", seats=3), "scottish-stv")
    assert (elected(result), tied(result)) == (["B", "D"], ["A", "C"])
    assert result.rounds[-1].tie == Tie(Move.SURPLUS, (1, 3))


def test_a_crowd_without_one_vote_is_excluded_without_a_tie() -> None:
    options = " ".join("ABCDEFGHIJKL")
    result = count(vote("5: A", "4: B", "3: C>B", options=options, seats=1), "scottish-stv")
    assert (elected(result), [one.tie for one in result.rounds if one.tie]) == (["B"], [])


def test_seats_that_only_options_without_a_vote_could_fill_are_tied() -> None:
    result = count(vote("5: A", options="A B C", seats=2), "scottish-stv")
    assert (elected(result), tied(result)) == (["A"], ["B", "C"])


def test_nothing_is_transferred_once_the_last_vacancies_can_be_filled() -> None:
    result = count(vote("4: A", "3: B", "2: C>B", seats=2), "scottish-stv")
    assert [one.transfer for one in result.rounds] == [None]
    assert (result.rounds[0].excluded, elected(result)) == ((2,), ["A", "B"])


def test_tally_and_exhausted_add_up_to_the_valid_ballots_in_every_round() -> None:
    result = count(vote("7: A>B>C", "5: B>A", "4: C", "3: D>C>A", "2: E=A", seats=2), "scottish-stv")
    assert {sum(one.tally.values(), one.exhausted) for one in result.rounds} == {Fraction(result.valid)}


def test_binary_fractions_do_not_break_an_exact_tie() -> None:
    result = count(vote("52: A1>A2>A3>A4>A5", "8: B1", seats=5), "stv-exact")
    assert result.quota == 11
    assert (elected(result), tied(result)) == (["A1", "A2", "A3", "A4"], ["A5", "B1"])


def test_five_decimals_decide_what_exact_fractions_leave_tied() -> None:
    assert winners("scottish-stv", "52: A1>A2>A3>A4>A5", "8: B1", seats=5)[-1] == "B1"


def test_instant_runoff_always_fills_one_seat() -> None:
    result = count(vote("5: A", "4: B", seats=3), "irv")
    assert (result.seats, elected(result)) == (1, ["A"])


def test_many_level_options_come_to_an_end() -> None:
    lines = [f"1: {name}" for name in "ABCDEFGHIJKL"]
    result = count(vote(*lines, seats=3), "scottish-stv")
    assert (elected(result), len(tied(result))) == ([], 12)
