"""What a form says becomes a vote, lies in an envelope by keys, and is opened by names."""

import pytest

from app.domain.ballots.paper import BallotMethod
from app.domain.ballots.votes import Vote, as_opening, decode, encode, read_vote
from app.domain.errors import InvalidInput
from tests.domain.ballots.papers import paper, with_options

RANKED = with_options(BallotMethod.RANK_SEVERAL, seats=2)
TICKED = with_options(BallotMethod.APPROVAL)


@pytest.mark.parametrize(
    ("one", "typed", "opened"),
    [
        (paper(), {"choice": ["yes"]}, {"choice": "yes"}),
        (paper(), {"choice": ["abstain"]}, {"choice": "abstain"}),
        (TICKED, {"approve": ["c", "a", "a"]}, {"approve": ["Soup", "Fruit"]}),
        (TICKED, {"blank": ["yes"]}, {"approve": []}),
        (RANKED, {"rank-b": ["1"], "rank-a": ["2"], "rank-c": [""]}, {"rank": ["Bread", "Soup"]}),
        (RANKED, {"rank-b": ["2"], "rank-a": ["5"]}, {"rank": ["Bread", "Soup"]}),
        (with_options(BallotMethod.PLURALITY), {"choice": ["b"]}, {"choice": "Bread"}),
    ],
)
def test_a_vote_is_opened_as_it_was_meant(one, typed, opened):
    vote = read_vote(one, typed)
    read_again, tracker = decode(one, encode(vote))
    assert (as_opening(one, read_again), tracker) == (opened, "")


@pytest.mark.parametrize(
    ("one", "typed", "field", "key"),
    [
        (paper(), {}, "choice", "vote_choose_one"),
        (paper(), {"choice": ["maybe"]}, "choice", "vote_not_offered"),
        (with_options(BallotMethod.PLURALITY), {"choice": ["abstain"]}, "choice", "vote_not_offered"),
        (TICKED, {}, "approve", "vote_tick_one"),
        (TICKED, {"approve": ["z"]}, "approve", "vote_not_offered"),
        (RANKED, {}, "rank-a", "vote_rank_one"),
        (RANKED, {"rank-a": ["6"]}, "rank-a", "vote_rank_number"),
        (RANKED, {"rank-a": ["first"]}, "rank-a", "vote_rank_number"),
        (RANKED, {"rank-a": ["1"], "rank-d": ["1"]}, "rank-d", "vote_rank_twice"),
        (RANKED, {"rank-a": ["1"], "rank-z": ["2"]}, "rank-a", "vote_not_offered"),
    ],
)
def test_what_is_no_vote_is_refused_beside_its_field(one, typed, field, key):
    with pytest.raises(InvalidInput) as refused:
        read_vote(one, typed)
    assert (refused.value.field, refused.value.key) == (field, key)


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"{}",
        b"[]",
        b"1",
        b'{"choice":"maybe"}',
        b'{"choice": "yes"}',
        b'{"approve":["yes"]}',
        b'{"choice":"yes","more":1}',
        b'{"choice":["yes"]}',
        b'{"choice":"yes","tracker":5}',
    ],
)
def test_what_is_no_vote_in_this_ballot_is_not_read_as_one(plain):
    with pytest.raises(ValueError):
        decode(paper(), plain)


def test_more_ranks_than_five_are_no_vote():
    six = encode(Vote("rank", list("abcdef")))
    with pytest.raises(ValueError):
        decode(RANKED, six)


def test_a_tracker_stands_beside_the_opened_vote():
    vote, tracker = decode(paper(), encode(Vote("choice", "no"), "0123456789"))
    assert as_opening(paper(), vote, tracker) == {"choice": "no", "tracker": "0123456789"}
