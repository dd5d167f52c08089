"""More time for minutes and for telling those who spoke: a reason and a later day, both public."""

from datetime import date, timedelta

from alembic import command
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.measures import Tally
from app.migrate import configuration
from app.models.decisions import Step
from app.rooms.decisions.recording import get_decision
from app.rooms.decisions.steps import NewStep, add_step, find_report_due, finish_step, report_back
from app.rooms.publishing.board_counts import count_board
from tests.support.board import found_board, held_meeting, leaves_of, moment_of
from tests.support.decisions import accepted, later
from tests.support.organisation import World
from tests.support.participant import text_of
from tests.support.sign_in import actor_of, desk_post, signed_in

WHY = "The secretary is ill."
TO, TOO_EARLY = "2027-02-01", "2026-11-24"


def closed_meeting(world: World) -> str:
    """A meeting that is over, without minutes."""
    found_board(world)
    ref = held_meeting(world)
    assert desk_post(signed_in(world, "chair"), f"/desk/meetings/{ref}/close", {}).status_code == 303
    return ref


def decision_with_a_finished_step(world: World) -> str:
    """A decision whose one step is done, so that those who spoke are owed a word."""
    ref, director, today = accepted(world).decision, actor_of(world, "director"), moment_of(world).on
    with world.database.write() as session:
        new = NewStep("Change the sign", "Site lead", today)
        step = add_step(session, director, get_decision(session, ref), new=new, today=today)
        finish_step(session, director, step, today=today)
    return ref


def test_minutes_take_longer_with_a_reason_that_everybody_reads(world: World, client: TestClient) -> None:
    ref = closed_meeting(world)
    here = f"/desk/meetings/{ref}/minutes/extend"
    secretary = signed_in(world, "secretary")
    assert desk_post(signed_in(world, "member1"), here, {"to": TO, "reason": WHY}).status_code == 403
    for typed in ({"to": TO, "reason": " "}, {"to": TOO_EARLY, "reason": WHY}, {"to": "", "reason": WHY}):
        refused = desk_post(secretary, here, typed)
        assert refused.status_code == 422
        assert typed["reason"].strip() in refused.text
    assert desk_post(secretary, here, {"to": TO, "reason": WHY}).status_code == 303
    later(world, 20)
    public = text_of(client.get(f"/board/meetings/{ref}"))
    assert "The minutes take longer" in public
    assert WHY in public
    assert "February 1, 2027" in public
    later(world, 60)
    assert "The minutes are late by" in text_of(world.browser().get(f"/board/meetings/{ref}"))
    assert [leaf.act for leaf in leaves_of(world, f"meeting:{ref}")][-1] == "minutes.extend"


def test_minutes_of_a_meeting_that_is_not_over_cannot_be_given_time(world: World) -> None:
    found_board(world)
    ref = held_meeting(world)
    here = f"/desk/meetings/{ref}/minutes/extend"
    assert desk_post(signed_in(world, "secretary"), here, {"to": TO, "reason": WHY}).status_code == 409


def test_telling_those_who_spoke_takes_longer_and_the_number_waits_for_the_new_day(
    world: World, client: TestClient
) -> None:
    ref = decision_with_a_finished_step(world)
    here = f"/desk/decisions/{ref}/report-back/extend"
    assert desk_post(signed_in(world, "member1"), here, {"to": TO, "reason": WHY}).status_code == 403
    director = signed_in(world, "director")
    assert "Tell them later" in director.get(f"/desk/decisions/{ref}").text
    assert desk_post(director, here, {"to": TOO_EARLY, "reason": WHY}).status_code == 422
    assert desk_post(director, here, {"to": TO, "reason": WHY}).status_code == 303
    page = text_of(client.get(f"/decisions/{ref}"))
    assert WHY in page
    assert "February 1, 2027" in page
    files = client.get("/open-data/decisions.json").json()["items"]
    assert [one["clock"] for one in files[0]["extensions"]] == ["report"]
    later(world, 40)
    with world.database.read() as session:
        assert count_board(session, moment_of(world).on).reported_back == Tally(0, 0)
        assert count_board(session, moment_of(world).on + timedelta(days=40)).reported_back == Tally(0, 1)


def test_no_more_time_is_given_where_those_who_spoke_were_told(world: World) -> None:
    ref = decision_with_a_finished_step(world)
    director = signed_in(world, "director")
    told = {"words": "It is done.", "how": ""}
    assert desk_post(director, f"/desk/decisions/{ref}/report-back", told).status_code == 303
    with world.database.read() as session:
        assert find_report_due(session, get_decision(session, ref)) is None
    here = f"/desk/decisions/{ref}/report-back/extend"
    assert desk_post(director, here, {"to": TO, "reason": WHY}).status_code == 409


def test_each_finished_step_has_its_own_clock_and_the_first_word_after_it_counts(world: World) -> None:
    ref = decision_with_a_finished_step(world)
    director, day = actor_of(world, "director"), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, ref)
        report_back(session, director, decision, words="It is done.", how="", today=day + timedelta(days=30))
        new, then = NewStep("Tell the shelter", "Site lead", day), day + timedelta(days=31)
        finish_step(session, director, add_step(session, director, decision, new=new, today=day), today=then)
        assert find_report_due(session, decision) == then + timedelta(days=30)
        late = then + timedelta(days=31)
        assert count_board(session, then).reported_back == Tally(1, 1)
        assert count_board(session, late).reported_back == Tally(1, 2)
        report_back(session, director, decision, words="That too.", how="", today=late)
        assert count_board(session, late).reported_back == Tally(1, 2)


def test_the_clock_of_a_step_survives_its_migration(world: World) -> None:
    ref = decision_with_a_finished_step(world)
    assert (
        desk_post(
            signed_in(world, "director"),
            f"/desk/decisions/{ref}/report-back/extend",
            {"to": TO, "reason": WHY},
        ).status_code
        == 303
    )
    day = moment_of(world).on
    with world.database.write() as session:
        step = add_step(
            session,
            actor_of(world, "director"),
            get_decision(session, ref),
            new=NewStep("Tell the shelter", "Site lead", day),
            today=day,
        )
        assert step.state == "planned"
    before = _clocks_of_steps(world)
    config = configuration(world.settings.effective_database_url)
    command.downgrade(config, "0181")
    command.upgrade(config, "head")
    assert _clocks_of_steps(world) == before
    assert {due for _, due, _ in before} == {None, date.fromisoformat(TO)}


def _clocks_of_steps(world: World) -> list[tuple[int, date | None, date | None]]:
    with world.database.read() as session:
        rows = session.execute(select(Step.id, Step.report_due_on, Step.reported_on).order_by(Step.id))
        return [(key, due, told) for key, due, told in rows]
