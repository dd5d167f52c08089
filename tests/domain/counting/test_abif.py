"""ABIF: ranks, equal ranks, scores, comments, declarations, weights."""

from fractions import Fraction

import pytest
from papers import elected, ordered, read

from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.methods import count

TENNESSEE = """\
# Section 1 - about
{"title": "Capital of Tennessee", "seats": 2}
{ballotcount: 100}
=Memph:[Memphis, TN]
= Nash : [Nashville, TN]  # the middle
42:Memph/400>Nash/200>[Chattanooga, TN]/133>"Knox"/45
26: Nash > Chat > Knox > Memph : {"precinct": 7}
15*Chat>Knox>Nash>Memph  # east
17:Knox>Chat>Nash>Memph
=Chat:[Chattanooga, TN]
"""


def test_all_kinds_of_lines_in_any_order_are_read() -> None:
    profile = read(TENNESSEE)
    assert profile.options == ("Memphis, TN", "Nashville, TN", "Chattanooga, TN", "Knox")
    assert (profile.ballots, profile.seats, profile.title) == (100, 2, "Capital of Tennessee")
    assert elected(count(profile, "schulze", seats=1)) == ["Nashville, TN"]


def test_equal_ranks_stay_equal() -> None:
    assert read("3:A>B=C>D").weak == {(b"\0", b"\1\2", b"\3"): 3}


def test_scores_are_exact() -> None:
    profile = read("2:A/0.1,B/3,C/-1\n1:B/0.2")
    assert profile.scores == {((0, Fraction(1, 10)), (1, 3), (2, -1)): 2, ((1, Fraction(1, 5)),): 1}
    result = count(profile, "score")
    assert (ordered(result), [str(one) for one in result.rounds[0].tally.values()]) == (
        ["B", "A", "C"],
        ["1/5", "31/5", "-2"],
    )


def test_a_list_with_ratings_ranks_by_them_and_leaves_the_unrated_out() -> None:
    profile = read("5:A/3,B/5,C/3,D")
    assert profile.weak == {(b"\1", b"\0\2"): 5}


def test_a_list_without_ratings_is_one_rank() -> None:
    assert read("5:A,B").weak == {(b"\0\1",): 5}


def test_what_is_scored_zero_is_not_approved() -> None:
    result = count(read("9:A/5=B/0\n2:B\n1:C,B"), "approval")
    assert [int(votes) for votes in result.rounds[0].tally.values()] == [9, 3, 1]


def test_blank_votes_are_ballots_without_a_choice() -> None:
    result = count(read("5:\n3:A>B"), "irv")
    assert (result.ballots, result.valid) == (8, 3)


def test_marks_inside_brackets_and_quotes_belong_to_the_name() -> None:
    profile = read('4:[A, "X" #1]>[B=2]\n3:"C > D"')
    assert profile.options == ('A, "X" #1', "B=2", "C > D")


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("3:A>B\nnobody knows\n", "abif_line", 2),
        ("3:A>B\n2:A>\n", "abif_vote", 2),
        ("3:A>B\n\n2:A B\n", "abif_vote", 3),
        ("3:A>>B\n", "abif_vote", 1),
        ("3:A/x\n", "abif_vote", 1),
        ("3:[A>B\n", "abif_vote", 1),
        ('{"title": "no votes"}\n', "file_options", 0),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text: str, reason: str, line: int) -> None:
    with pytest.raises(BrokenFile) as refused:
        read(text)
    assert (refused.value.reason, refused.value.line) == (reason, line)


def test_more_options_than_a_ballot_paper_holds_are_refused() -> None:
    with pytest.raises(BrokenFile) as refused:
        read("1:" + ">".join(f"N{number}" for number in range(256)))
    assert refused.value.reason == "file_options"
