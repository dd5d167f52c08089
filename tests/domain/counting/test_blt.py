"""BLT as it is found in the world, and what is refused with its line."""

import pytest
from papers import elected, read

from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.methods import count

PLAIN = """\
4 2
-2
3 1 3 4 0
4 1 3 2 0
2 4 1=3 0
1 2 0
2 2=4=3 1 0
1 3 4 2 0
0
"Adam"
"Basil"
"Carla"
"Dan"
"Title"
"""


def test_the_example_of_the_format_is_read_whole() -> None:
    profile = read(PLAIN)
    assert profile.options == ("Adam", "Basil", "Carla", "Dan")
    assert (profile.seats, profile.title, profile.withdrawn) == (2, "Title", frozenset({1}))
    assert profile.strict == {b"\0\2\3": 3, b"\0\2\1": 4, b"\1": 1, b"\2\3\1": 1}
    assert profile.weak == {(b"\3", b"\0\2"): 2, (b"\1\2\3", b"\0"): 2}


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace(" 0\n", " 0 # counted twice\n"),
        "# made by hand\n\n" + PLAIN.replace("-2\n", "\n-2   # moved away\n\n"),
        PLAIN.replace(" ", "   ").replace("3   1   3", " \t3 1 3"),
        PLAIN.replace(" 0\n", "\n"),
        PLAIN.replace("1=3", "1 = 3").replace("2=4=3", "(2 4 3)"),
        PLAIN.replace("3 1 3 4 0", "(id 7) 1 1 3 4 0\n(8) 2 1 3 4 0"),
        PLAIN.replace("\n0\n", "\n0 # the end\n"),
        PLAIN.replace("\n0\n", "\n0 2 1 0\n. a remark\n0\n"),
        PLAIN.replace("\n", " "),
        PLAIN.replace('"Adam"\n"Basil"\n', '"Adam" "Basil" '),
        PLAIN.replace('"', ""),
        PLAIN.replace("\n0\n", "\n0 ").removesuffix("\n"),
    ],
    ids=[
        "other line ends",
        "a mark at the beginning",
        "comments behind ballots",
        "blank lines and comments",
        "odd spacing",
        "no final zeros",
        "other ways to write equal ranks",
        "ballot identifiers",
        "a comment at the end marker",
        "weight zero and a remark",
        "all on one line",
        "two names on a line",
        "names without quotes",
        "names right behind the end marker",
    ],
)
def test_other_ways_to_write_the_same_file_read_the_same(text: str) -> None:
    profile, plain = read(text), read(PLAIN)
    assert (profile.options, profile.seats, profile.withdrawn) == (plain.options, 2, plain.withdrawn)
    assert (profile.strict, profile.weak) == (plain.strict, plain.weak)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Jo "the Boat" Lee"', 'Jo "the Boat" Lee'),
        ('"Jo ""the Boat"" Lee"', 'Jo "the Boat" Lee'),
        (r'"Jo \"the Boat\" Lee"', 'Jo "the Boat" Lee'),
        ('"Number #1"', "Number #1"),
        ('"Jo"   # the first', "Jo"),
        ("Jo Lee", "Jo Lee"),
        ("蘇 業", "蘇 業"),
    ],
)
def test_names_keep_what_stands_inside_their_quotes(written: str, name: str) -> None:
    assert read(f'2 1\n1 1 0\n0\n{written}\n"Other"\n"Title"\n').options == (name, "Other")


def test_names_in_an_old_encoding_are_read() -> None:
    assert read("1 1\n1 1 0\n0\nSte\u00f2rnabhagh\n".encode("latin-1")).options == ("Ste\u00f2rnabhagh",)


def test_two_options_of_one_name_are_told_apart_by_their_number() -> None:
    assert read("3 1\n2 2 0\n0\nJo\nJo\nAl\n").options == ("Jo (1)", "Jo (2)", "Al")


def test_an_empty_ballot_was_in_the_box_and_is_not_valid() -> None:
    result = count(read("2 1\n3 0\n2 1 0\n0\nA\nB\n"), "irv")
    assert (result.ballots, result.valid, elected(result)) == (5, 2, ["A"])


def test_the_same_ballot_on_many_lines_is_one_with_their_weights() -> None:
    assert read("2 1\n1 1 2 0\n4 1 2 0\n1 1 2 0\n0\nA\nB\n").strict == {b"\0\1": 6}


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", "file_empty", 0),
        ("# nothing\n\n", "file_empty", 0),
        ("two 1\n", "file_unknown", 1),
        ("\n2 x 1\n", "file_unknown", 2),
        ("0 1\n0\n", "file_options", 1),
        ("256 1\n0\n", "file_options", 1),
        ("2 0\n0\nA\nB\n", "file_seats", 1),
        ("2 1\n1 1 0\n1 3 0\n0\nA\nB\n", "blt_no_such_option", 3),
        ("2 1\n1 1 0\n\n# x\n1 1 b 0\n0\nA\nB\n", "blt_not_a_number", 5),
        ("2 1\n1 1 0\nx 1 0\n0\nA\nB\n", "blt_weight", 3),
        ("2 1\n" + "9" * 5000 + " 1 0\n0\nA\nB\n", "blt_weight", 2),
        ("2 1\n1 " + "9" * 5000 + " 0\n0\nA\nB\n", "blt_not_a_number", 2),
        ("2 1\n1.5 1 0\n0\nA\nB\n", "blt_weight", 2),
        ("2 1\n1 1 0 2 0\n0\nA\nB\n", "blt_no_such_option", 2),
        ("2 1\n-3\n1 1 0\n0\nA\nB\n", "blt_no_such_option", 2),
        ("2 1\n1 1 0\n1 2 0\n", "blt_no_end", 3),
        ("2 1\n1 1 0\n0\nA\n", "blt_names_missing", 4),
        ("2 1 1 1 0", "blt_no_end", 1),
        ("2 1 1 1 0 0 A", "blt_names_missing", 1),
        ("2 1 1 7 0 0 A B", "blt_no_such_option", 1),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text: str, reason: str, line: int) -> None:
    with pytest.raises(BrokenFile) as refused:
        read(text)
    assert (refused.value.reason, refused.value.line) == (reason, line)


def test_the_first_of_several_broken_lines_is_named() -> None:
    with pytest.raises(BrokenFile) as refused:
        read("2 1\n1 1 0\n1 9 0\n1 8 0\n1 7 0\n0\nA\nB\n")
    assert refused.value.line == 3
