"""The start page of the workspace: what the board asks of each person today."""

from tests.support.board import all_vote, closed, found_board, held_meeting, opened
from tests.support.organisation import World
from tests.support.proposals import begin, refuse
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


def test_the_board_finds_on_its_own_start_page_that_an_appeal_was_not_heard_in_time(world: World) -> None:
    found_board(world)
    ref = begin(world)
    refuse(world, ref)
    desk_post(signed_in(world, "member1"), f"/desk/proposals/{ref}/appeal")
    assert "not heard in its time" not in signed_in(world, "chair").get("/desk").text
    world.pass_time(days=28)
    assert "1 appeal about a refused proposal was not heard in its time" in (
        signed_in(world, "chair").get("/desk").text
    )
    steward = signed_in(world, "steward2").get("/desk").text
    assert "not heard in its time" not in steward and "waited longer than its clock" in steward
    answer = {"outcome": "refused", "heard_words": "Read again."}
    desk_post(signed_in(world, "steward2"), f"/desk/proposals/{ref}/hear", answer)
    assert "not heard in its time" not in signed_in(world, "chair").get("/desk").text
