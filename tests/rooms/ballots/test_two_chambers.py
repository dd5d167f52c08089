"""One ballot of both chambers for a motion, and the marks of a checkable one, from paper to result."""

import json
from dataclasses import replace

import httpx
import pytest

from app.domain.ballots.paper import Chamber
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from tests.pages.contract import check_page
from tests.support.ballots import OpenBallot, counted, freeze, new_ballot, opened, prepared, printed
from tests.support.board import found_board, held_meeting, motion_of
from tests.support.board import opened as motion_opened
from tests.support.organisation import World
from tests.support.participant import text_of

BOTH = (Chamber.PARTICIPANTS, Chamber.BOARD)


def by_page(world: World, ballot: str, code: str, choice: str) -> httpx.Response:
    """A vote as a phone sends it."""
    done = world.browser().post("/vote", data={"code": code, "ballot": ballot, "choice": choice})
    assert done.status_code == 200, done.text
    return done


@pytest.mark.parametrize(
    ("participants", "board", "ends"),
    [("yes", "yes", "adopted"), ("no", "yes", "not_adopted"), ("yes", "no", "not_adopted")],
)
def test_one_ballot_of_both_chambers_ends_its_motion_only_where_both_say_yes(
    world: World, participants: str, board: str, ends: str
) -> None:
    found_board(world, rulebook=replace(DEMONSTRATION_RULEBOOK, both_chambers=frozenset({Matter.SERVICES})))
    motion = motion_opened(world, held_meeting(world), matter=Matter.SERVICES)
    new = new_ballot(world, chambers=BOTH, motion=motion, matter=Matter.SERVICES)
    ref = prepared(world, new)
    cards = printed(world, ref, 10)
    seats = printed(world, ref, 8, chamber="board")
    freeze(world, ref)
    assert "Both must say yes." in text_of(world.browser().get(f"/ballots/{ref}"))
    for chamber, choice in ((cards, participants), (seats, board)):
        for card in chamber:
            by_page(world, ref, card.code, choice)
    row = counted(world, OpenBallot(ref, cards))
    assert {name: one["cast"] for name, one in row.result["chambers"].items()} == {
        "participants": 10,
        "board": 8,
    }
    ended = motion_of(world, motion)
    assert (row.outcome, ended.outcome) == (ends, ends)
    page = world.browser().get(f"/ballots/{ref}")
    assert check_page(page.text) == []
    assert f"This result goes to motion {motion} of the board." in text_of(page)


def test_no_paper_promises_both_chambers_for_a_motion_that_the_board_alone_ends(world: World) -> None:
    found_board(world)
    motion = motion_opened(world, held_meeting(world), matter=Matter.SERVICES)
    with pytest.raises(InvalidInput, match="ballot_motion_is_the_boards"):
        prepared(world, new_ballot(world, chambers=BOTH, motion=motion, matter=Matter.SERVICES))


def test_each_voter_of_a_checkable_ballot_finds_their_own_vote_by_the_mark_that_the_page_showed(
    world: World,
) -> None:
    found_board(world)
    ref = prepared(world, new_ballot(world, chambers=(Chamber.BOARD,), is_checkable=True))
    seats = printed(world, ref, 12, chamber="board")
    freeze(world, ref)
    said = {}
    for number, card in enumerate(seats):
        choice = "no" if number % 3 == 0 else "yes"
        shown = text_of(by_page(world, ref, card.code, choice))
        mark = shown.partition("Your mark is ")[2].partition(".")[0]
        assert len(mark) == 10
        said[mark] = choice
    assert len(said) == 12
    counted(world, OpenBallot(ref, seats))
    published = world.browser().get(f"/ballots/{ref}/openings-board.jsonl")
    lines = [json.loads(line) for line in published.text.splitlines()[1:]]
    assert {one["tracker"]: one["choice"] for one in lines} == said
    assert check_page(world.browser().get(f"/ballots/{ref}").text) == []


def test_no_mark_is_shown_where_a_ballot_is_not_checkable(world: World) -> None:
    ballot = opened(world)
    assert "Your mark" not in by_page(world, ballot.ref, ballot.cards[0].code, "yes").text
