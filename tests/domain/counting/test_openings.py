"""Our openings: one header, one vote a line."""

import json

import pytest
from papers import elected, read, tied

from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.formats.openings import canonical_line
from app.domain.counting.methods import count
from app.domain.counting.profile import Profile

HEADER: dict[str, object] = {
    "sayso": "openings/1",
    "options": ["yes", "no"],
    "seats": 1,
    "method": "majority",
}
RANKS = HEADER | {"options": ["a", "b", "c"], "seats": 2, "method": "scottish-stv"}


def opened(header: dict[str, object], *votes: dict[str, object]) -> Profile:
    return read(b"".join(canonical_line(line) for line in (header, *votes)))


def test_a_line_is_canonical_json() -> None:
    assert canonical_line({"rank": ["é", "a"], "a": 1}) == '{"a":1,"rank":["é","a"]}\n'.encode()


def test_yes_no_and_abstain_are_counted() -> None:
    profile = opened(HEADER, {"choice": "yes"}, {"choice": "yes"}, {"choice": "no"}, {"choice": "abstain"})
    result = count(profile, "majority")
    assert (elected(result), result.ballots, result.valid, result.quota) == (["yes"], 4, 3, 2)


def test_the_rule_of_the_vote_travels_with_the_openings() -> None:
    rule = {"numerator": 2, "denominator": 3, "strict": False, "base": "all_seats", "entitled": 9}
    votes: list[dict[str, object]] = [{"choice": "yes"}] * 5 + [{"choice": "no"}]
    assert elected(count(opened(HEADER | {"rule": rule}, *votes), "majority")) == []
    assert elected(count(opened(HEADER | {"rule": rule}, *votes, {"choice": "yes"}), "majority")) == ["yes"]


def test_as_many_yes_as_no_is_tied_and_adopts_nothing() -> None:
    result = count(opened(HEADER, {"choice": "yes"}, {"choice": "no"}), "majority")
    assert (elected(result), tied(result)) == ([], ["yes", "no"])


def test_approvals_ranks_and_scores_are_read() -> None:
    assert opened(RANKS, {"approve": ["c", "a"]}).weak == {(b"\0\2",): 1}
    assert opened(RANKS, {"rank": ["b", None, ["a", "c"]]}).weak == {(b"\1", b"\0\2"): 1}
    assert opened(RANKS, {"rank": []}).strict == {b"": 1}
    scored = opened(RANKS, {"score": {"a": 1, "b": 5}})
    assert (scored.scores, scored.strict) == ({((0, 1), (1, 5)): 1}, {b"\1\0": 1})


def test_withdrawn_options_and_reopening_are_named_in_the_header() -> None:
    profile = opened(
        RANKS | {"withdrawn": ["a"], "reopen": "c"}, {"rank": ["a", "b"]}, {"tracker": "x", "rank": ["b"]}
    )
    assert (profile.withdrawn, profile.reopen) == (frozenset({0}), 2)
    assert elected(count(profile, "irv")) == ["b"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "openings_json"),
        ("[" * 100_000, "openings_json"),
        ("[]", "openings_kind"),
        ("{}", "openings_kind"),
        ('{"choice":"a","rank":["a"]}', "openings_kind"),
        ('{"rank":"a"}', "openings_kind"),
        ('{"choice":"d"}', "openings_option"),
        ('{"choice":1}', "openings_option"),
        ('{"rank":[["d"]]}', "openings_option"),
        ('{"score":{"a":1.5}}', "openings_score"),
        ('{"score":[1]}', "openings_score"),
    ],
)
def test_a_broken_vote_is_refused_with_its_line(line: str, reason: str) -> None:
    text = json.dumps(RANKS) + '\n{"choice":"a"}\n' + line + "\n"
    with pytest.raises(BrokenFile) as refused:
        read(text)
    assert (refused.value.reason, refused.value.line) == (reason, 3)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sayso": "openings/2"}, "openings_header"),
        ({"options": []}, "file_options"),
        ({"options": ["a", "a"]}, "file_options"),
        ({"options": "ab"}, "file_options"),
        ({"seats": 0}, "file_seats"),
        ({"seats": "1"}, "file_seats"),
        ({"withdrawn": ["d"]}, "openings_option"),
        ({"reopen": "d"}, "openings_option"),
        ({"rule": {"numerator": 2}}, "openings_rule"),
        ({"rule": {"numerator": 2, "denominator": 0, "strict": True}}, "openings_rule"),
    ],
)
def test_a_broken_header_is_refused(change: dict[str, object], reason: str) -> None:
    with pytest.raises(BrokenFile) as refused:
        opened(RANKS | change)
    assert (refused.value.reason, refused.value.line) == (reason, 1)
