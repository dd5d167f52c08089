"""``sayso count`` as somebody meets it in a terminal, and as another program reads it."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.domain.counting.methods import METHODS
from app.rooms.ballots.explanations import FILE_WORDS, METHOD_NAMES

BLT = '3 2\n9 1 2 0\n3 2 0\n4 3 0\n1 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Trees"\n'
KEYS = ["method", "seats", "ballots", "valid", "quota", "elected", "order", "tied", "rounds"]


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    file = tmp_path / "trees.blt"
    file.write_text(BLT, encoding="utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    status = main(["count", *map(str, words)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_json_has_the_promised_keys_and_exact_decimals(
    ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, ballots, "--method", "scottish-stv", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "method": "scottish-stv",
        "seats": 2,
        "ballots": 17,
        "valid": 16,
        "quota": 6,
        "elected": ["Ash", "Birch"],
        "order": None,
        "tied": [],
        "rounds": [
            {
                "tally": {"Ash": "9", "Birch": "3", "Cedar": "4"},
                "elected": ["Ash"],
                "excluded": [],
                "exhausted": "0",
            },
            {
                "tally": {"Ash": "6", "Birch": "5.99997", "Cedar": "4"},
                "elected": ["Birch"],
                "excluded": ["Cedar"],
                "exhausted": "0.00003",
            },
        ],
    }


@pytest.mark.parametrize("method", sorted(METHODS.keys() - {"score"}))
def test_every_method_answers_with_the_same_keys(
    method: str, ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, ballots, "--method", method, "--json")
    answer = json.loads(out)
    assert (status, list(answer), answer["method"]) == (0, KEYS, method)
    assert all(list(one) == ["tally", "elected", "excluded", "exhausted"] for one in answer["rounds"])


def test_the_order_holds_tied_names_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "votes.abif"
    file.write_text("3:A>B>C\n2:D>A>B\n2:D>B>C\n2:C>B>D\n", encoding="utf-8")
    answer = json.loads(run(capsys, file, "--method", "schulze", "--json")[1])
    assert answer["order"] == [["B", "D"], ["A", "C"]]
    assert (answer["elected"], answer["tied"]) == ([], ["B", "D"])


def test_scores_come_out_as_exact_decimals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "votes.abif"
    file.write_text("3:A/0.1,B/0.2\n1:A/-5\n", encoding="utf-8")
    answer = json.loads(run(capsys, file, "--method", "score", "--json")[1])
    assert answer["rounds"][0]["tally"] == {"A": "-4.7", "B": "0.6"}


def test_openings_of_a_bundle_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "openings.jsonl"
    header = '{"method":"majority","options":["yes","no"],"sayso":"openings/1","seats":1}\n'
    file.write_text(header + '{"choice":"yes"}\n{"choice":"abstain"}\n', encoding="utf-8")
    answer = json.loads(run(capsys, file, "--method", "majority", "--json")[1])
    assert (answer["elected"], answer["ballots"], answer["valid"]) == (["yes"], 2, 1)


def test_the_readable_answer_tells_every_step(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, ballots, "--method", "scottish-stv")
    assert status == 0
    assert "17 ballots; valid for this count: 16. Places to fill: 2." in out
    assert "In round 1 Ash was elected with 9 votes." in out
    assert "In round 2 Cedar was excluded with 4 votes." in out
    assert "No further choice  0  0.00003" in out


def test_a_readable_tie_says_that_the_count_does_not_choose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tie.abif"
    file.write_text("2:A\n2:B\n1:C\n", encoding="utf-8")
    status, out, _ = run(capsys, file, "--method", "irv")
    assert status == 0
    assert "In round 1 C was excluded with 1 vote; 1 of it had no further choice." in out
    assert "Tied for 1 place: A and B. The count does not choose between them." in out


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize(
    "votes", ["2:A/2>B/1\n2:B/2>A/1\n1:C/1\n", "5:\n=A:[A]\n1:A/1", "9:A/3\n1:B/1\n", "1:\n=A:[A]"]
)
def test_every_step_of_every_method_has_words(
    method: str, votes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "votes.abif"
    file.write_text(votes, encoding="utf-8")
    status, out, err = run(capsys, file, "--method", method)
    if status == 0:
        assert out.startswith(METHOD_NAMES[method])
    else:
        assert (status, err.strip()) == (1, f"sayso count: {file}: {FILE_WORDS['file_no_scores']}")


def test_seats_can_be_asked_for(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capsys, ballots, "--method", "plurality", "--seats", "1", "--json")[1])
    assert (answer["seats"], answer["elected"]) == (1, ["Ash"])


def test_a_broken_file_is_refused_in_one_line_that_names_the_line(
    ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ballots.write_text(BLT.replace("3 2 0", "3 7 0"), encoding="utf-8")
    status, out, err = run(capsys, ballots, "--method", "irv")
    assert (status, out) == (1, "")
    assert err == f"sayso count: {ballots}, line 3: a ballot names an option that is not there\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--method", "lottery"],
        ["--method", "irv", "--seats", "2"],
        ["--method", "irv", "--seats", "0"],
        ["--method", "irv", "--seats", "many"],
        [],
    ],
)
def test_wrong_use_is_said_in_one_line(
    words: list[str], ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, ballots, *words)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_a_missing_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, tmp_path / "nothing.blt", "--method", "irv")
    assert (status, err.count("\n")) == (2, 1)


def test_every_reason_to_refuse_a_file_has_words() -> None:
    formats = Path(__file__).parents[3] / "app" / "domain" / "counting"
    source = "".join(file.read_text(encoding="utf-8") for file in formats.rglob("*.py"))
    reasons = {part.split('"')[0] for part in source.split('BrokenFile("')[1:]}
    reasons |= {part.split('"')[0] for part in source.split('BrokenLine("')[1:]}
    assert reasons <= FILE_WORDS.keys()
    assert len(reasons) > 10
