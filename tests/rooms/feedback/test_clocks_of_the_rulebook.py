"""The clocks that a person reads, and that the desk counts by, are those of the board's own rulebook."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.clocks import Clocks
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from app.models.feedback import Thread
from app.rooms.feedback.purging import purge_due_words
from app.rooms.feedback.safe_copies import accept_silence
from tests.support.answers import heard
from tests.support.board import found_board
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of
from tests.support.sign_in import signed_in
from tests.support.voices import speak, week_now

OWN = Clocks(
    acknowledge_weeks=3, answer_weeks=5, silence_weeks=4, appeal_weeks=6, purge_days=20, helped_days=2
)


def found(world: World, clocks: Clocks = OWN) -> None:
    """A board whose rulebook has clocks of its own."""
    found_board(world, rulebook=replace(DEMONSTRATION_RULEBOOK, clocks=clocks))


def shown(world: World, weeks: int) -> str:
    """The Sunday of the week so many weeks on, as pages write it."""
    day = week_now(world).plus(weeks).ends_on
    return f"{day:%B} {day.day}, {day.year}"


def test_the_form_the_code_and_the_receipt_promise_what_the_rulebook_says(
    world: World, client: TestClient
) -> None:
    found(world)
    person = Participant(client)
    assert "In 3 weeks at most." in text_of(person.form())
    assert "5 weeks at most. If we are late, everyone can see it." in text_of(person.form())
    answer = person.say("Open later.")
    assert shown(world, 3) in text_of(answer)
    assert shown(world, 5) in text_of(answer)
    assert "4 weeks without a word from you mean yes." in text_of(answer)
    receipt = text_of(person.open(code_on(answer)))
    assert shown(world, 3) in receipt
    assert shown(world, 5) in receipt
    assert "We erase your words 20 days after you last wrote." in text_of(client.get("/about/privacy"))


def test_the_desk_counts_late_by_the_same_clocks(world: World) -> None:
    found(world)
    voice = heard(world)
    steward = signed_in(world, "steward")
    world.pass_time(weeks=5)
    steward = signed_in(world, "steward")
    assert voice.ref not in steward.get("/desk/inbox?state=late").text
    assert "Answer due this week" in steward.get("/desk/inbox?state=due").text
    world.pass_time(weeks=1)
    steward = signed_in(world, "steward")
    assert voice.ref in steward.get("/desk/inbox?state=late").text


def test_silence_and_purging_keep_the_rulebooks_time(world: World) -> None:
    found(world)
    heard(world, copy="Open later.", copy_state="shown")
    now = week_now(world)
    with world.database.write() as session:
        assert accept_silence(session, week=now.plus(4)) == 0
        assert accept_silence(session, week=now.plus(5)) == 1
        assert purge_due_words(session, now.ends_on + timedelta(days=19)) == 0
        assert purge_due_words(session, now.ends_on + timedelta(days=20)) == 1


def test_what_somebody_was_promised_stays_when_the_board_changes_its_clocks(world: World) -> None:
    before = speak(world)
    world.pass_time(weeks=20)
    found(world, replace(OWN, answer_weeks=9))  # in force for sixty days
    now = speak(world)
    with world.database.read() as session:
        weeks = dict(session.execute(select(Thread.ref, Thread.week)).all())
    assert len({weeks[before.ref], weeks[now.ref]}) == 2
    client = world.browser()
    assert "We are late." in text_of(Participant(client).open(before.code))
    assert shown(world, 9) in text_of(Participant(client).open(now.code))
