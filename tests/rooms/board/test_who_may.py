"""Role by route by state: who may do what on the board's desk. Every route of the room stands here."""

from typing import get_args

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import func, select

from app.domain.lifecycles import MeetingState, MotionState
from app.domain.permissions import ROLE_PERMISSIONS, Permission, Role
from app.models.ledger import LedgerLeaf
from app.rooms.board import desk_routers
from app.rooms.board.meeting_queries import get_meeting, list_items
from app.rooms.board.motions import get_motion
from tests.support.board import found_board, held_meeting, opened, seat_of, term_of
from tests.support.organisation import PEOPLE, World
from tests.support.sign_in import desk_post, signed_in

READ = Permission.BOARD_READ
ROUTES: dict[tuple[str, str], Permission] = {
    ("GET", "/desk/board"): READ,
    ("POST", "/desk/board/seats"): Permission.SEAT_EDIT,
    ("GET", "/desk/board/seats/{seat}"): READ,
    ("POST", "/desk/board/seats/{seat}/fill"): Permission.SEAT_EDIT,
    ("POST", "/desk/board/seats/{seat}/close"): Permission.SEAT_EDIT,
    ("POST", "/desk/board/terms/{term}/end"): Permission.SEAT_EDIT,
    ("POST", "/desk/board/terms/{term}"): Permission.SEAT_EDIT,
    ("GET", "/desk/board/rulebook"): READ,
    ("GET", "/desk/board/rulebook/new"): Permission.RULEBOOK_EDIT,
    ("POST", "/desk/board/rulebook/new"): Permission.RULEBOOK_EDIT,
    ("GET", "/desk/board/rulebook/{number}"): READ,
    ("GET", "/desk/meetings"): READ,
    ("GET", "/desk/meetings/new"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/new"): Permission.MEETING_PLAN,
    ("GET", "/desk/meetings/{meeting}"): READ,
    ("GET", "/desk/meetings/{meeting}/change"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/change"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/notice"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/open"): Permission.MEETING_RUN,
    ("POST", "/desk/meetings/{meeting}/close"): Permission.MEETING_RUN,
    ("POST", "/desk/meetings/{meeting}/cancel"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/agenda/new"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/agenda/{item}/move"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/agenda/{item}/off"): Permission.MEETING_PLAN,
    ("POST", "/desk/meetings/{meeting}/agenda/{item}/notes"): Permission.MEETING_RUN,
    ("POST", "/desk/meetings/{meeting}/room/pass"): Permission.MEETING_RUN,
    ("POST", "/desk/meetings/{meeting}/stipends/pay"): Permission.STIPEND_PAY,
    ("GET", "/desk/meetings/{meeting}/screen"): READ,
    ("GET", "/desk/meetings/{meeting}/minutes"): READ,
    ("POST", "/desk/meetings/{meeting}/minutes/draft"): Permission.MINUTES_WRITE,
    ("POST", "/desk/meetings/{meeting}/minutes/keep"): Permission.MINUTES_WRITE,
    ("POST", "/desk/meetings/{meeting}/minutes/extend"): Permission.MINUTES_WRITE,
    ("POST", "/desk/meetings/{meeting}/minutes/adopt"): Permission.MEETING_RUN,
    ("GET", "/desk/meetings/{meeting}/motions/new"): Permission.MOTION_RUN,
    ("POST", "/desk/meetings/{meeting}/motions/new"): Permission.MOTION_RUN,
    ("GET", "/desk/motions/{motion}"): READ,
    ("POST", "/desk/motions/{motion}/open"): Permission.MOTION_RUN,
    ("POST", "/desk/motions/{motion}/withdraw"): Permission.MOTION_RUN,
    ("POST", "/desk/motions/{motion}/publish"): Permission.MOTION_RUN,
    ("POST", "/desk/motions/{motion}/round"): Permission.MOTION_RUN,
    ("POST", "/desk/motions/{motion}/close"): Permission.MOTION_RUN,
    ("POST", "/desk/motions/{motion}/settle"): Permission.MOTION_RUN,
    ("POST", "/desk/motions/{motion}/vote"): Permission.VOTE_CAST,
    ("POST", "/desk/motions/{motion}/answer"): Permission.VOTE_CAST,
    ("POST", "/desk/motions/{motion}/recuse"): Permission.VOTE_CAST,
}
FIELDS: dict[str, str] = {
    "seat_class": "community_ally",
    "alias": "Bo",
    "starts_on": "2026-11-23",
    "ends_on": "2026-11-24",
    "office": "member",
    "in_force_on": "2026-11-23",
    "place": "Back room",
    "held_on": "2026-11-26",
    "starts": "17:30",
    "ends": "19:30",
    "title": "Something",
    "text": "Something",
    "to": "up",
    "move": "arrived",
    "paid_on": "2026-11-23",
    "version": "1",
    "choice": "yes",
    "stance": "consent",
    "reason": "A stake in it",
}


def places(world: World) -> dict[str, str]:
    """One of each thing that an address names."""
    found_board(world)
    meeting = held_meeting(world)
    motion = opened(world, meeting)
    with world.database.read() as session:
        item = list_items(session, get_meeting(session, meeting))[0].id
    return {
        "seat": seat_of(world, "Rook"),
        "term": term_of(world, "Rook").ref,
        "number": "1",
        "meeting": meeting,
        "motion": motion,
        "item": str(item),
    }


def set_state(world: World, here: dict[str, str], state: MeetingState | MotionState) -> None:
    """Put the meeting or the motion into a state, whatever it was in."""
    with world.database.write() as session:
        if isinstance(state, MeetingState):
            get_meeting(session, here["meeting"]).state = state.value
        else:
            get_motion(session, here["motion"]).state = state.value


def leaves(world: World) -> int:
    """How many leaves the ledger has."""
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(LedgerLeaf)) or 0


def addresses(route: APIRoute) -> list[str]:
    """The route's address as the table writes it, once for each act that it takes."""
    path = route.path
    for folder, name in (
        ("seats", "seat"),
        ("terms", "term"),
        ("meetings", "meeting"),
        ("motions", "motion"),
    ):
        path = path.replace(f"/{folder}/{{ref}}", f"/{folder}/{{{name}}}")
    acts = get_args(route.endpoint.__annotations__.get("act"))
    return [path.replace("{act}", act) for act in acts] or [path]


def test_every_route_of_the_room_stands_in_the_table() -> None:
    routes = [route for router in desk_routers for route in router.routes if isinstance(route, APIRoute)]
    found = {
        (method, path) for route in routes for path in addresses(route) for method in route.methods - {"HEAD"}
    }
    assert found == set(ROUTES)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_role_without_the_permission_is_refused_everywhere_and_changes_nothing(
    world: World, name: str
) -> None:
    here = places(world)
    held = {permission for role in PEOPLE[name] for permission in ROLE_PERMISSIONS[role]}
    browser, before = signed_in(world, name), leaves(world)
    for (method, path), permission in ROUTES.items():
        if permission in held:
            continue
        address = path.format(**here)
        answer = browser.get(address) if method == "GET" else desk_post(browser, address, FIELDS)
        assert answer.status_code == 403, (name, method, path, answer.status_code)
    assert leaves(world) == before


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SECRETARY, Role.BOARD_MEMBER])
def test_a_role_with_the_permission_reads_every_page_that_it_opens(world: World, role: Role) -> None:
    here = places(world)
    name = {Role.CHAIR: "chair", Role.SECRETARY: "secretary", Role.BOARD_MEMBER: "member1"}[role]
    held = {permission for one in PEOPLE[name] for permission in ROLE_PERMISSIONS[one]}
    browser = signed_in(world, name)
    for (method, path), permission in ROUTES.items():
        if method == "GET" and permission in held:
            assert browser.get(path.format(**here)).status_code == 200, path


@pytest.mark.parametrize("state", [*MeetingState, *MotionState])
def test_a_stranger_to_the_role_is_refused_in_every_state(
    world: World, state: MeetingState | MotionState
) -> None:
    here = places(world)
    set_state(world, here, state)
    browser = signed_in(world, "director")
    for (method, path), permission in ROUTES.items():
        if method == "POST" and permission is not READ:
            answer = desk_post(browser, path.format(**here), FIELDS)
            assert answer.status_code == 403, (path, answer.status_code)


@pytest.mark.parametrize("state", [*MeetingState, *MotionState])
def test_no_act_in_any_state_breaks_a_page(world: World, state: MeetingState | MotionState) -> None:
    here = places(world)
    browser = signed_in(world, "secretary")
    for method, path in ROUTES:
        set_state(world, here, state)
        address = path.format(**here)
        answer = browser.get(address) if method == "GET" else desk_post(browser, address, FIELDS)
        assert answer.status_code in (200, 303, 403, 404, 409, 422), (path, answer.status_code)


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    here = places(world)
    for (method, path), _ in ROUTES.items():
        if method == "GET":
            answer = world.browser().get(path.format(**here))
            assert answer.status_code == 303
            assert "/desk/sign-in" in answer.headers["location"]


def test_a_form_without_the_sessions_token_changes_nothing(world: World) -> None:
    here, before = places(world), leaves(world)
    browser, before = signed_in(world, "chair"), leaves(world)
    for (method, path), _ in ROUTES.items():
        if method == "POST":
            assert browser.post(path.format(**here), data={**FIELDS, "csrf": "guess"}).status_code == 403
    assert leaves(world) == before
