"""Meetings: planned, announced, held; their agenda and who is in the room."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.agenda import ItemKind
from app.domain.lifecycles import MEETING, MeetingState, ProposalState
from app.domain.mandate import Matter, Power
from app.domain.quorum import Movement
from app.models.board import AgendaItem, Attendance, Meeting
from app.models.proposals import Proposal, ProposalVersion
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.board.meeting_queries import get_meeting, list_items
from tests.support.board import (
    all_vote,
    closed,
    found_board,
    held_meeting,
    leaves_of,
    meeting_of,
    moment_of,
    opened,
    passes,
    planned_meeting,
    seat_of,
)
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak, week_now

PLAN = {"place": "Back room", "held_on": "2026-11-26", "starts": "17:30", "ends": "19:30"}
ACTS = {
    "notice": MeetingState.NOTICE_GIVEN,
    "open": MeetingState.OPEN,
    "close": MeetingState.CLOSED,
    "cancel": MeetingState.CANCELLED,
}


def kinds(world: World, meeting: str) -> list[str]:
    """The kinds of the items on an agenda, in order."""
    with world.database.read() as session:
        return [item.kind for item in list_items(session, get_meeting(session, meeting))]


def items(world: World, meeting: str) -> list[AgendaItem]:
    """The agenda in its order."""
    with world.database.read() as session:
        return list_items(session, get_meeting(session, meeting))


def open_proposal(world: World, *, by: str = "participant", state: ProposalState) -> str:
    """A public proposal, its row written as it stands."""
    with world.database.write() as session:
        circle = get_circle(session, CircleName.DESK)
        today = moment_of(world).on
        proposal = Proposal(
            ref=f"P-{by[:6].upper()}",
            state=state.value,
            proposed_by=by,
            matter=Matter.SERVICES.value,
            power=Power.RECOMMEND.value,
            started_on=today,
            opened_on=today,
            public_on=today,
            version=1,
        )
        session.add(proposal)
        session.flush()
        session.add(
            ProposalVersion(
                proposal_id=proposal.id,
                number=1,
                desk_circle_id=circle.id,
                title="Van notices",
                change="Say at the door where the van is.",
                by_role="steward",
                made_on=today,
            )
        )
        return proposal.ref


def test_a_meeting_is_planned_with_what_stands_on_every_agenda(world: World) -> None:
    found_board(world)
    chair = signed_in(world, "chair")
    answer = desk_post(chair, "/desk/meetings/new", PLAN)
    assert answer.status_code == 303
    ref = answer.headers["location"].rsplit("/", 1)[1]
    assert kinds(world, ref) == ["opening", "report_back", "participant_time", "themes", "closing"]
    assert [leaf.act for leaf in leaves_of(world, f"meeting:{ref}")] == ["meeting.plan"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"held_on": "2026-11-22"}, "That day has passed"),
        ({"ends": "17:00"}, "end before it begins"),
        ({"place": ""}, "Please fill this in"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_keeps_what_was_typed(
    world: World, wrong: dict[str, str], says: str
) -> None:
    refused = desk_post(signed_in(world, "chair"), "/desk/meetings/new", {**PLAN, "title": "Autumn", **wrong})
    assert refused.status_code == 422
    assert says in refused.text
    assert 'value="Autumn"' in refused.text


def test_notice_within_forty_eight_hours_is_marked_late_for_everybody(world: World) -> None:
    found_board(world)
    early = planned_meeting(world, held_on=moment_of(world).on + timedelta(days=3))
    late = planned_meeting(world, held_on=moment_of(world).on + timedelta(days=1))
    chair = signed_in(world, "chair")
    for ref in (early, late):
        assert desk_post(chair, f"/desk/meetings/{ref}/notice").status_code == 303
    assert not meeting_of(world, early).notice_is_late
    assert meeting_of(world, late).notice_is_late
    assert "The agenda was up late" in world.browser().get(f"/board/meetings/{late}").text
    assert "The agenda was up late" not in world.browser().get(f"/board/meetings/{early}").text


def test_the_agenda_is_public_from_its_notice_on(world: World) -> None:
    ref = planned_meeting(world)
    assert "The agenda is not up yet" in world.browser().get(f"/board/meetings/{ref}").text
    desk_post(signed_in(world, "chair"), f"/desk/meetings/{ref}/notice")
    assert "Open time for participants" in world.browser().get(f"/board/meetings/{ref}").text


@pytest.mark.parametrize("state", MeetingState)
def test_a_meeting_moves_only_along_its_lifecycle(world: World, state: MeetingState) -> None:
    ref, chair = planned_meeting(world), signed_in(world, "chair")
    for act, to in ACTS.items():
        with world.database.write() as session:
            get_meeting(session, ref).state = state.value
        leaves = len(leaves_of(world, f"meeting:{ref}"))
        answer = desk_post(chair, f"/desk/meetings/{ref}/{act}")
        moved = MEETING.may_move(state, to)
        assert answer.status_code == (303 if moved else 409), act
        assert meeting_of(world, ref).state == (to if moved else state).value
        assert len(leaves_of(world, f"meeting:{ref}")) == leaves + moved


def test_participants_proposals_come_before_the_boards_and_move_onto_the_agenda(world: World) -> None:
    found_board(world)
    ref, chair = planned_meeting(world), signed_in(world, "chair")
    for by in ("board_member", "participant"):
        proposal = open_proposal(world, by=by, state=ProposalState.OPEN_FOR_SUPPORT)
        assert desk_post(chair, f"/desk/meetings/{ref}/agenda/new", {"proposal": proposal}).status_code == 303
    order = kinds(world, ref)
    assert order.index("participant_proposal") < order.index("themes") < order.index("board_proposal")
    with world.database.read() as session:
        assert set(session.scalars(select(Proposal.state))) == {"on_agenda"}


def test_a_proposal_that_is_not_open_cannot_come_on(world: World) -> None:
    ref = planned_meeting(world)
    proposal = open_proposal(world, state=ProposalState.WITHDRAWN)
    refused = desk_post(signed_in(world, "chair"), f"/desk/meetings/{ref}/agenda/new", {"proposal": proposal})
    assert refused.status_code == 422
    assert "cannot come onto an agenda" in refused.text


def test_a_chair_moves_items_but_never_before_what_comes_first(world: World) -> None:
    ref, chair = planned_meeting(world), signed_in(world, "chair")
    desk_post(chair, f"/desk/meetings/{ref}/agenda/new", {"title": "Nominations"})
    themes, other = (
        next(one for one in items(world, ref) if one.kind == kind) for kind in ("themes", "other")
    )
    path = f"/desk/meetings/{ref}/agenda/{other.id}/move"
    assert desk_post(chair, path, {"to": "up"}).status_code == 303
    assert kinds(world, ref).index("other") < kinds(world, ref).index("themes")
    before = kinds(world, ref)
    refused = desk_post(chair, path, {"to": "up"})
    assert refused.status_code == 409
    assert "come first" in refused.text
    assert kinds(world, ref) == before
    assert desk_post(chair, f"/desk/meetings/{ref}/agenda/{themes.id}/off").status_code == 303
    assert "themes" not in kinds(world, ref)


def test_late_answers_put_themselves_on_without_a_number_and_stay_until_decided(world: World) -> None:
    found_board(world)
    speak(world, week=week_now(world).minus(5))
    ref, chair = planned_meeting(world), signed_in(world, "chair")
    late = next(one for one in items(world, ref) if one.kind == ItemKind.OVERDUE_ANSWER.value)
    refused = desk_post(chair, f"/desk/meetings/{ref}/agenda/{late.id}/off")
    assert refused.status_code == 409
    assert "stays until it is decided" in refused.text
    desk_post(chair, f"/desk/meetings/{ref}/notice")
    assert kinds(world, ref).count("overdue_answer") == 1
    assert "Answers that are late" in world.browser().get(f"/board/meetings/{ref}").text


def test_an_undecided_proposal_comes_back_by_itself_at_the_next_meeting(world: World) -> None:
    found_board(world)
    meeting, chair = held_meeting(world), signed_in(world, "chair")
    proposal = open_proposal(world, state=ProposalState.OPEN_FOR_SUPPORT)
    desk_post(chair, f"/desk/meetings/{meeting}/agenda/new", {"proposal": proposal})
    assert "deferred" not in kinds(world, planned_meeting(world))
    desk_post(chair, f"/desk/meetings/{meeting}/close")
    assert "deferred" in kinds(world, planned_meeting(world))


def test_people_come_and_go_and_each_press_counts_once(world: World) -> None:
    found_board(world)
    meeting, chair = held_meeting(world, "Ms. Tee", "Rook"), signed_in(world, "chair")
    path, seat = f"/desk/meetings/{meeting}/room/pass", seat_of(world, "Rook")
    page = chair.get(f"/desk/meetings/{meeting}").text
    assert "All voting seats: 2 of 8, 5 needed" in page
    assert "Not enough people in the room" in page
    assert desk_post(chair, path, {"seat": seat, "move": "arrived"}).status_code == 409
    world.pass_time(minutes=5)
    assert desk_post(chair, path, {"seat": seat, "move": "left"}).status_code == 303
    assert desk_post(chair, path, {"seat": seat, "move": "left"}).status_code == 409
    assert "All voting seats: 1 of 8, 5 needed" in chair.get(f"/desk/meetings/{meeting}").text
    with world.database.read() as session:
        assert len(session.scalars(select(Attendance)).all()) == 3


def test_nobody_arrives_before_the_meeting_is_open_or_for_a_vacant_seat(world: World) -> None:
    found_board(world)
    meeting, chair = planned_meeting(world), signed_in(world, "chair")
    path = f"/desk/meetings/{meeting}/room/pass"
    refused = desk_post(chair, path, {"seat": seat_of(world, "Rook"), "move": "arrived"})
    assert refused.status_code == 409
    assert "is not open" in refused.text


def test_the_public_reads_who_came_as_totals_and_no_alias_beside_them(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world, "Ms. Tee", "Rook", "Luz", "J. Marsh", "P. Oyelaran")
    passes(world, meeting, "Rook", Movement.LEFT)
    desk_post(signed_in(world, "chair"), f"/desk/meetings/{meeting}/close")
    page = world.browser().get(f"/board/meetings/{meeting}").text
    assert "All voting seats: 5 of 8, 5 needed" in page
    assert "Lived experience: 3 of 6, 3 needed" in page
    assert "Rook" not in page
    heads = meeting_of(world, meeting).head_counts
    assert heads is not None and heads["is_met"]


def test_a_meeting_with_an_open_motion_is_not_closed(world: World) -> None:
    found_board(world)
    meeting, chair = held_meeting(world), signed_in(world, "chair")
    motion = opened(world, meeting)
    refused = desk_post(chair, f"/desk/meetings/{meeting}/close")
    assert refused.status_code == 409
    assert "A motion is still open" in refused.text
    assert meeting_of(world, meeting).state == "open"
    all_vote(world, motion)
    closed(world, motion)
    assert desk_post(chair, f"/desk/meetings/{meeting}/close").status_code == 303


def test_meetings_are_listed_by_day_and_paged_by_key(world: World) -> None:
    first = moment_of(world).on
    refs = [planned_meeting(world, held_on=first + timedelta(days=day)) for day in range(23)]
    chair = signed_in(world, "chair")
    page = chair.get("/desk/meetings").text
    assert refs[22] in page and refs[3] in page and refs[2] not in page
    older = chair.get(f"/desk/meetings?older={refs[3]}").text
    assert all(ref in older for ref in refs[:3]) and refs[3] not in older
    assert f"?older={refs[3]}" in world.browser().get("/board").text


def test_the_screen_shows_numbers_and_never_a_name(world: World) -> None:
    found_board(world)
    meeting = held_meeting(world)
    opened(world, meeting)
    for script in (False, True):
        page = signed_in(world, "chair", script=script).get(f"/desk/meetings/{meeting}/screen").text
        assert "0 of 8 votes are in" in page
        assert not any(alias in page for alias in ("Ms. Tee", "Rook", "J. Marsh"))
        assert ("<html" in page) is not script


def test_an_unknown_meeting_is_nothing_to_see(world: World) -> None:
    assert world.browser().get("/board/meetings/B-ABC234").status_code == 404
    assert signed_in(world, "chair").get("/desk/meetings/B-ABC234").status_code == 404
    with world.database.read() as session:
        assert session.scalars(select(Meeting)).all() == []
