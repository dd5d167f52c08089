"""The start page of the workspace: what the board asks of each person today."""

from tests.support.board import all_vote, closed, found_board, held_meeting, opened
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in


def test_a_member_finds_the_open_vote_until_they_have_voted(world: World) -> None:
    found_board(world)
    ref, member = opened(world, held_meeting(world)), signed_in(world, "member1")
    assert "Your vote" in member.get("/desk").text
    desk_post(member, f"/desk/motions/{ref}/vote", {"choice": "yes"})
    assert "Your vote" not in member.get("/desk").text


def test_who_stepped_out_or_holds_no_seat_is_asked_for_no_vote(world: World) -> None:
    found_board(world)
    ref, member = opened(world, held_meeting(world)), signed_in(world, "member1")
    desk_post(member, f"/desk/motions/{ref}/recuse", {"reason": "My cousin"})
    assert "Your vote" not in member.get("/desk").text
    assert "Your vote" not in signed_in(world, "steward").get("/desk").text


def test_the_secretary_finds_minutes_and_stipends_that_are_due(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    motion = opened(world, meeting)
    all_vote(world, motion)
    closed(world, motion)
    desk_post(signed_in(world, "chair"), f"/desk/meetings/{meeting}/close")
    page = signed_in(world, "secretary").get("/desk").text
    assert "Minutes of" in page and "Stipends of" in page
    world.pass_time(days=9)
    assert "Late by 2 days" in signed_in(world, "secretary").get("/desk").text
    member = signed_in(world, "member1").get("/desk").text
    assert "Minutes of" not in member and "Stipends of" not in member
