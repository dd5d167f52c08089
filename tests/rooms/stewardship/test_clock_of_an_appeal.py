"""An appeal has its clock: its person reads by when, the desk sees it late, and the public counts it."""

from datetime import date

from starlette.testclient import TestClient

from app.domain.clocks import Clocks
from app.domain.lifecycles import HoldState
from app.domain.measures import Tally
from app.domain.weeks import Week
from app.models.stewardship import Hold
from app.rooms.publishing.board_counts import count_board
from app.rooms.publishing.voice_counts import count_voices
from tests.rooms.stewardship.test_holding_back import held
from tests.support.organisation import World
from tests.support.participant import Participant, text_of
from tests.support.proposals import from_voice, proposed_voice, refuse
from tests.support.sign_in import signed_in
from tests.support.voices import thread_of, week_now

MEASURED = date(2027, 3, 1)


def long_day(day: date) -> str:
    """A day as English pages write it."""
    return f"{day:%B} {day.day}, {day.year}"


def test_a_person_who_is_held_back_reads_by_when_somebody_else_looks_again(
    world: World, client: TestClient
) -> None:
    voice = held(world)
    person = Participant(client)
    asked = person.open(voice.code, action="appeal")
    by = week_now(world).plus(Clocks().appeal_weeks).ends_on
    assert f"Somebody else does, by {long_day(by)}." in text_of(asked)


def test_the_outside_reader_sees_how_long_an_appeal_has_left_and_then_that_it_is_late(
    world: World, client: TestClient
) -> None:
    voice = held(world)
    Participant(client).open(voice.code, action="appeal")
    here = "/desk/inbox?state=hold:appealed"
    assert "Second look due in 2 weeks" in signed_in(world, "outside").get(here).text
    world.pass_time(weeks=2)
    assert "Second look due this week" in signed_in(world, "outside").get(here).text
    world.pass_time(weeks=1)
    assert "Second look late by 1 week" in signed_in(world, "outside").get(here).text


def test_the_author_the_public_and_the_desk_see_the_clock_of_a_proposals_appeal(
    world: World, client: TestClient
) -> None:
    voice = proposed_voice(world)
    ref, code = from_voice(world, voice), voice.code
    refuse(world, ref)
    Participant(client).open(code, action="appeal")
    by = long_day(week_now(world).plus(2).ends_on)
    assert f"by {by}." in text_of(Participant(client).open(code))
    assert f"By {by}." in text_of(client.get(f"/proposals/{ref}"))
    assert "Due in 2 weeks" in signed_in(world, "steward2").get("/desk/proposals").text
    world.pass_time(weeks=3)
    assert "This should have been done by now" in text_of(client.get(f"/proposals/{ref}"))
    assert "Late by 1 week" in signed_in(world, "steward2").get("/desk/proposals").text
    assert "waited longer than its clock" in signed_in(world, "steward2").get("/desk").text
    with world.database.read() as session:
        assert count_board(session, world.now.date()).appeals_late == Tally(1, 1)


def test_the_public_number_counts_appeals_that_were_heard_in_time_and_those_whose_clock_is_up(
    world: World,
) -> None:
    voice, asked = held(world), Week(2026, 48)
    fates = ((2, HoldState.RELEASED), (3, HoldState.UPHELD), (None, HoldState.APPEALED))
    with world.database.write() as session:
        for number, (weeks, state) in enumerate(fates):
            heard = str(asked.plus(weeks)) if weeks else None
            session.add(_hold(thread_of(world, voice).id, number, state, asked=asked, heard=heard))
    with world.database.read() as session:
        counts = count_voices(session, languages=["en"], today=MEASURED)
        assert counts.appeals_in_time == Tally(1, 3)
        assert counts.ever_held_back == 4
        early = count_voices(session, languages=["en"], today=date(2026, 12, 21))
        assert early.appeals_in_time == Tally(0, 0)


def _hold(thread_id: int, number: int, state: HoldState, *, asked: Week, heard: str | None) -> Hold:
    return Hold(
        ref=f"H-AAAAA{number}",
        thread_id=thread_id,
        state=state.value,
        ground="law",
        circle_id=1,
        sealed_reason=b"",
        asked_by_id=1,
        asked_week=str(asked),
        decided_week=str(asked),
        appealed_week=str(asked),
        appeal_decided_week=heard,
    )
