"""Real elections beside the project: every ward as the returning officer declared it, every textbook case."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from papers import elected, tied

from app.domain.counting.formats.reading import read_ballots
from app.domain.counting.methods import count
from app.domain.counting.pairwise import compare_all
from app.domain.counting.profile import Profile
from app.domain.counting.schulze import strongest_paths

ELECTIONS = Path(__file__).parents[4] / "shared" / "elections"
SCOTTISH = ELECTIONS / "scottish"
METHOD = {"stv_scottish": "scottish-stv", "stv_exact": "stv-exact", "ranked_pairs": "ranked-pairs"}


def wards() -> list[dict[str, str]]:
    table = SCOTTISH / "official_winners.csv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def cases() -> list[dict[str, Any]]:
    file = ELECTIONS / "textbook.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []


def profile_of(case: dict[str, Any]) -> Profile:
    names = case["candidates"] or list(
        dict.fromkeys(name for _, ballot in case["ballots"] for name in ballot)
    )
    strict: dict[bytes, int] = {}
    for weight, ballot in case["ballots"]:
        ranking = bytes(names.index(name) for name in ballot)
        strict[ranking] = strict.get(ranking, 0) + weight
    return Profile(tuple(names), case["seats"], strict)


@pytest.mark.parametrize("ward", [pytest.param(ward, id=ward["file"]) for ward in wards()])
def test_a_scottish_ward_elects_whom_the_returning_officer_declared(ward: dict[str, str]) -> None:
    with (SCOTTISH / ward["file"]).open("rb") as file:
        profile = read_ballots(file)
    result = count(profile, "scottish-stv")
    declared = {name.strip() for name in ward["official_winner_names"].split("|")}
    assert (set(elected(result)), result.tied) == (declared, ())
    assert (result.quota, result.valid) == (int(ward["official_quota"]), int(ward["ballots"]))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases()])
def test_a_textbook_case_ends_as_the_textbook_says(case: dict[str, Any]) -> None:
    profile = profile_of(case)
    result = count(profile, METHOD.get(case["method"], case["method"]))
    expected = case["expected"]
    tie = expected.get("tie_for_last_seat") or expected.get("round2_tie")
    clear = expected.get("elected_before_tie", [] if tie else expected.get("winners"))
    if tie is None and len(clear) > case["seats"]:
        clear, tie = [], clear
    assert (set(elected(result)), set(tied(result))) == (set(clear), set(tie or ()))
    if "quota" in expected:
        assert result.quota == expected["quota"]
    if "order" in expected:
        groups = [[one] if isinstance(one, str) else one for one in expected["order"]]
        assert [[profile.options[place] for place in group] for group in result.order or ()] == groups
    for pair, votes in expected.get("d", {}).items():
        first, second = (profile.options.index(name) for name in pair.split(">"))
        assert compare_all(profile).above[first, second] == votes


def test_the_strongest_path_is_as_strong_as_its_weakest_link() -> None:
    strict = {b"\0\1\2": 6, b"\1\2\0": 5, b"\2\0\1": 4}
    path = strongest_paths(compare_all(Profile(("A", "B", "C"), 1, strict)))
    assert path == {(0, 1): 10, (0, 2): 10, (1, 0): 9, (1, 2): 11, (2, 0): 9, (2, 1): 9}
