"""A count by the paper's rules: each chamber, then the whole; a few votes are never opened one by one."""

import io

import pytest

from app.domain.ballots.box import commit_to, roll_root
from app.domain.ballots.paper import BallotMethod, Chamber
from app.domain.ballots.results import (
    board_standing,
    count_chamber,
    elected,
    least_lived,
    openings_file,
    result_document,
)
from app.domain.counting.formats.openings import read_openings
from app.domain.ledger import canonical
from app.domain.outcomes import Outcome
from tests.domain.ballots.papers import BOARD, paper, with_options

BOTH = (Chamber.PARTICIPANTS, Chamber.BOARD)


def choices(yes: int, no: int, abstain: int = 0) -> list[dict[str, object]]:
    said = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    return [{"choice": one} for one in said]


def counted(one, chamber, opened):
    return count_chamber(one, chamber, openings_file(one, opened))


@pytest.mark.parametrize(
    ("opened", "outcome"),
    [
        (choices(7, 5, 30), Outcome.ADOPTED),
        (choices(6, 6), Outcome.TIED),
        (choices(5, 7), Outcome.NOT_ADOPTED),
        (choices(0, 0, 3), Outcome.NOT_ADOPTED),
        ([], Outcome.NOT_ADOPTED),
    ],
)
def test_participants_decide_by_votes_cast(opened, outcome):
    one = counted(paper(), Chamber.PARTICIPANTS, opened)
    assert (one.outcome, one.cast) == (outcome, len(opened))


@pytest.mark.parametrize(
    ("cast", "certain", "outcome"),
    [(9, 6, Outcome.ADOPTED), (6, 3, Outcome.ADOPTED), (5, 2, Outcome.INQUORATE), (2, 0, Outcome.INQUORATE)],
)
def test_a_secret_board_vote_has_quorum_only_when_lived_experience_is_certain(cast, certain, outcome):
    one = counted(paper(chambers=(Chamber.BOARD,), board=BOARD), Chamber.BOARD, choices(cast, 0))
    assert least_lived(BOARD, cast) == certain
    assert one.outcome is outcome
    assert board_standing(BOARD, cast).quorate == (outcome is Outcome.ADOPTED)


def test_both_chambers_must_say_yes():
    both = paper(chambers=BOTH, board=BOARD)
    yes = counted(both, Chamber.PARTICIPANTS, choices(30, 2))
    no = counted(both, Chamber.BOARD, choices(3, 6))
    document = result_document(both, [yes, no], spoiled=0)
    assert document["outcome"] == "not_adopted"
    assert [one["outcome"] for one in document["chambers"].values()] == ["adopted", "not_adopted"]


def test_the_result_is_the_same_bytes_whatever_the_order_of_the_openings():
    one = with_options(BallotMethod.RANK_SEVERAL, seats=2)
    opened = [{"rank": ["Soup", "Tea"]}] * 7 + [{"rank": ["Tea"]}] * 5 + [{"rank": []}]
    written = {
        canonical.encode(result_document(one, [counted(one, Chamber.PARTICIPANTS, lines)], spoiled=1))
        for lines in (opened, opened[::-1])
    }
    assert len(written) == 1
    assert elected(canonical.decode(written.pop())) == ["Soup", "Tea"]


def test_the_rounds_of_a_few_ranked_votes_are_not_published():
    one = with_options(BallotMethod.RANK_ONE)
    few = counted(one, Chamber.PARTICIPANTS, [{"rank": ["Soup", "Tea"]}] * 9)
    chamber = result_document(one, [few], spoiled=0)["chambers"]["participants"]
    assert chamber["opened"] is False
    assert chamber["count"]["rounds"] == []
    assert not [said for said in chamber["sentences"] if said["key"].startswith("round_")]
    assert chamber["count"]["elected"] == ["Soup"]


def test_the_openings_of_a_ballot_are_a_file_that_the_command_counts():
    one = with_options(BallotMethod.APPROVAL, seats=2)
    profile = read_openings(io.BytesIO(openings_file(one, [{"approve": ["Soup"]}, {"approve": []}])))
    assert (profile.ballots, profile.seats, profile.options) == (2, 2, tuple(o.name for o in one.options))


def test_the_box_is_the_same_whatever_the_order_and_another_when_one_byte_differs():
    envelopes = [(bytes([n]) * 32, bytes([n + 1]) * 40) for n in range(20)]
    box = commit_to(envelopes)
    assert commit_to(envelopes[::-1]) == box
    assert box.roll == roll_root(nullifier for nullifier, _ in envelopes)
    changed = commit_to([*envelopes[:-1], (envelopes[-1][0], b"other")])
    assert changed.box != box.box
    assert changed.roll == box.roll
    assert commit_to(envelopes[1:]).roll != box.roll
