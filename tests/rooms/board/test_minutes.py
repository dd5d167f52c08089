"""Minutes: drafted from what happened, sealed while they are edited, adopted. Stipends of the same day."""

from datetime import timedelta

from app.domain.counting.majority import Choice
from app.models.board import Meeting
from tests.support.board import (
    EVERYBODY,
    closed,
    found_board,
    held_meeting,
    leaves_of,
    meeting_of,
    opened,
    seat_of,
    votes,
)
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in


def over(world: World) -> str:
    """A closed meeting with one motion that was adopted."""
    found_board(world)
    meeting = held_meeting(world, *EVERYBODY[:7])
    motion = opened(world, meeting)
    for alias in EVERYBODY[:5]:
        votes(world, motion, alias, Choice.YES)
    closed(world, motion)
    desk_post(signed_in(world, "chair"), f"/desk/meetings/{meeting}/close")
    return meeting


def drafted(world: World) -> str:
    """The same with its first draft."""
    meeting = over(world)
    answer = desk_post(signed_in(world, "secretary"), f"/desk/meetings/{meeting}/minutes/draft")
    assert answer.status_code == 303
    return meeting


def text_in(page: str) -> str:
    """What stands in the editor's field."""
    return page.split('id="text"')[1].split(">", 1)[1].split("</textarea>")[0].strip()


def edit(world: World, meeting: str, row: Meeting, base: str, text: str) -> str:
    """Send the editor's form as it was opened at this row; returns the answer's page."""
    form = {"text": text, "base": base, "version": str(row.version)}
    answer = desk_post(signed_in(world, "secretary"), f"/desk/meetings/{meeting}/minutes/keep", form)
    return f"{answer.status_code} {answer.text}"


def test_the_first_draft_tells_what_happened_in_numbers(world: World) -> None:
    meeting = drafted(world)
    text = text_in(signed_in(world, "secretary").get(f"/desk/meetings/{meeting}/minutes").text)
    assert "In the room: 7 of 8 voting members." in text
    assert "Put to the board: Stay open late." in text
    assert "Yes 5, no 0, neither 0." in text
    assert not any(alias in text for alias in EVERYBODY)


def test_the_draft_is_sealed_and_nobody_reads_it_in_public(world: World) -> None:
    meeting = drafted(world)
    row = meeting_of(world, meeting)
    assert row.minutes is None
    assert row.sealed_minutes is not None and b"Stay open late" not in row.sealed_minutes
    assert "Put to the board" not in world.browser().get(f"/board/meetings/{meeting}").text


def test_two_editors_of_different_passages_are_put_together_and_nothing_is_overwritten(world: World) -> None:
    meeting = drafted(world)
    edit(world, meeting, meeting_of(world, meeting), "", "We ate. We met. We left.")
    begun = meeting_of(world, meeting)
    base = "We ate. We met. We left."
    assert edit(world, meeting, begun, base, "We ate soup. We met. We left.").startswith("303")
    page = edit(world, meeting, begun, base, "We ate. We met. We left at eight.")
    assert page.startswith("409")
    assert text_in(page) == "We ate soup. We met. We left at eight."
    assert "without a contradiction" in page
    stored = signed_in(world, "secretary").get(f"/desk/meetings/{meeting}/minutes").text
    assert text_in(stored) == "We ate soup. We met. We left."


def test_two_editors_of_one_passage_see_both_texts_and_the_second_keeps_what_was_chosen(world: World) -> None:
    meeting = drafted(world)
    edit(world, meeting, meeting_of(world, meeting), "", "We ate.")
    begun = meeting_of(world, meeting)
    edit(world, meeting, begun, "We ate.", "We ate soup.")
    page = edit(world, meeting, begun, "We ate.", "We ate rice.")
    assert page.startswith("409")
    assert "We ate soup." in page and "We ate rice." in page
    assert "Where they disagree both stand there" in page
    now = meeting_of(world, meeting)
    assert edit(world, meeting, now, "We ate soup.", "We ate soup and rice.").startswith("303")


def test_adopted_minutes_are_public_for_good_and_the_draft_is_gone(world: World) -> None:
    meeting = drafted(world)
    chair, path = signed_in(world, "chair"), f"/desk/meetings/{meeting}/minutes/adopt"
    version = str(meeting_of(world, meeting).version)
    assert desk_post(chair, path, {"version": "1"}).status_code == 409
    assert desk_post(chair, path, {"version": version}).status_code == 303
    row = meeting_of(world, meeting)
    assert row.sealed_minutes is None
    assert row.state == "minutes_adopted"
    assert "Put to the board: Stay open late." in world.browser().get(f"/board/meetings/{meeting}").text
    leaf = leaves_of(world, f"meeting:{meeting}")[-1]
    assert (leaf.act, set(leaf.commitments)) == ("minutes.adopt", {"record"})
    assert edit(world, meeting, row, "", "Another text").startswith("409")


def test_minutes_that_do_not_come_are_late_in_public_after_seven_days(world: World) -> None:
    meeting = over(world)
    world.pass_time(days=7)
    assert "The minutes come within 0 days" in world.browser().get(f"/board/meetings/{meeting}").text
    world.pass_time(days=1)
    assert "The minutes are late by 1 day" in world.browser().get(f"/board/meetings/{meeting}").text


def test_a_meeting_that_is_not_closed_has_no_minutes(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    secretary = signed_in(world, "secretary")
    assert desk_post(secretary, f"/desk/meetings/{meeting}/minutes/draft").status_code == 409


def test_stipends_are_owed_to_who_came_and_the_same_day_is_counted(world: World) -> None:
    meeting = over(world)
    secretary, path = signed_in(world, "secretary"), f"/desk/meetings/{meeting}/stipends/pay"
    held_on = meeting_of(world, meeting).held_on
    paid = {"seat": seat_of(world, "Rook"), "paid_on": held_on.isoformat()}
    assert desk_post(secretary, path, paid).status_code == 303
    assert desk_post(secretary, path, paid).status_code == 409
    early = {"seat": seat_of(world, "Luz"), "paid_on": (held_on - timedelta(days=1)).isoformat()}
    refused = desk_post(secretary, path, early)
    assert refused.status_code == 422
    assert "It cannot be paid before the meeting" in refused.text
    world.pass_time(days=1)
    secretary = signed_in(world, "secretary")
    late = early | {"paid_on": (held_on + timedelta(days=1)).isoformat()}
    assert desk_post(secretary, path, late).status_code == 303
    assert "2 of 7 are paid, 1 of them the same day." in secretary.get(f"/desk/meetings/{meeting}").text
    assert "Paid the same day: 1 of 7 members." in world.browser().get(f"/board/meetings/{meeting}").text
    absent = paid | {"seat": seat_of(world, "P. Oyelaran")}
    assert desk_post(secretary, path, absent).status_code == 404
