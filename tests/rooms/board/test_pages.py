"""Every page of the board keeps the page contract, on the desk and in public."""

from app.domain.counting.consent import Stance
from app.domain.motion_rules import Method
from tests.pages.contract import check_page
from tests.support.board import (
    all_vote,
    closed,
    found_board,
    held_meeting,
    opened,
    planned_meeting,
    put,
    seat_of,
    vacant_seat,
)
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in


def check(world: World, name: str, *paths: str) -> None:
    """Each page answers 200 to this person and keeps the contract."""
    browser = signed_in(world, name)
    for path in paths:
        answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        assert check_page(answer.text, may_have_script=True) == [], path


def test_pages_of_an_empty_board_keep_the_contract(world: World) -> None:
    check(world, "chair", "/desk/board", "/desk/board/rulebook", "/desk/board/rulebook/new")
    check(world, "chair", "/desk/meetings", "/desk/meetings/new")
    for path in ("/board", "/es/board"):
        answer = world.browser().get(path)
        assert answer.status_code == 200
        assert check_page(answer.text) == []


def test_pages_of_a_board_at_work_keep_the_contract(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    motion, round_ = opened(world, meeting), opened(world, meeting, method=Method.CONSENT)
    waiting = put(world, meeting)
    coming = planned_meeting(world)
    paths = [
        "/desk/board",
        "/desk/board/rulebook",
        "/desk/board/rulebook/1",
        f"/desk/board/seats/{seat_of(world, 'Rook')}",
        f"/desk/board/seats/{vacant_seat(world)}",
        f"/desk/meetings/{meeting}",
        f"/desk/meetings/{coming}",
        f"/desk/meetings/{coming}/change",
        f"/desk/meetings/{meeting}/screen",
        f"/desk/meetings/{meeting}/motions/new",
        f"/desk/meetings/{meeting}/minutes",
        *(f"/desk/motions/{ref}" for ref in (motion, round_, waiting)),
    ]
    check(world, "chair", *paths)
    check(world, "secretary", *paths)
    check(world, "member1", *(path for path in paths if not path.endswith(("new", "change"))))
    all_vote(world, motion)
    closed(world, motion)
    all_vote(world, round_, Stance.CONSENT)
    closed(world, round_)
    chair = signed_in(world, "chair")
    for ref in (motion, round_):
        assert desk_post(chair, f"/desk/motions/{ref}/publish").status_code == 303
    check(world, "chair", f"/desk/motions/{motion}", f"/desk/motions/{round_}")
    for act in ("close",):
        assert desk_post(chair, f"/desk/meetings/{meeting}/{act}").status_code == 303
    check(world, "chair", f"/desk/meetings/{meeting}")
    for path in ("/board", f"/board/meetings/{meeting}", f"/board/meetings/{coming}"):
        for language in ("", "/es"):
            answer = world.browser().get(language + path)
            assert answer.status_code == 200
            assert check_page(answer.text) == [], path
