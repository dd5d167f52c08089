"""A published answer stands on every receipt that it concerns, and its person says whether it is one."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.domain.lifecycles import FeedbackState
from app.models.answers import Answer, AnswerThread
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from tests.pages.contract import check_page
from tests.support.answers import add_theme, heard, publish, published_answer
from tests.support.organisation import World
from tests.support.participant import Participant, text_of
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak, thread_of, week_now

BODY = "Since Monday a sheet at the door says where the van is."


def answer(session: Session, state: str = "published") -> Answer:
    made = Answer(
        ref="A-7KQ2MX",
        state=state,
        owner_id=1,
        due_on=date(2026, 12, 1),
        desk_circle_id=get_circle(session, CircleName.DESK).id,
        language="en",
        outcome="change_made",
        title="Where the van is",
        you_said="Tell us when it is late.",
        body=BODY,
        reason="You asked for it.",
        signed_by="Program manager",
        published_on=date(2026, 11, 23),
    )
    session.add(made)
    session.flush()
    return made


def answer_voice(world: World, voice: Voice, state: str = "published") -> None:
    """An answer to this voice alone, moved there as staff do."""
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        for to in (FeedbackState.BEING_LOOKED_AT, FeedbackState.CHANGE_MADE):
            move_thread(session, thread, to=to, week=week_now(world))
        session.add(AnswerThread(answer_id=answer(session, state).id, thread_id=thread.id))


@pytest.fixture
def person(world: World) -> Participant:
    return Participant(world.browser())


def test_an_answer_to_one_voice_stands_on_its_receipt_alone(world: World, person: Participant) -> None:
    voice, other = speak(world), speak(world)
    answer_voice(world, voice)
    page = person.open(voice.code)
    assert BODY in text_of(page)
    assert "Program manager" in text_of(page)
    assert "You got an answer" in text_of(page)
    assert check_page(page.text) == []
    assert BODY not in person.open(other.code).text


def test_an_answer_to_a_theme_stands_on_every_receipt_that_it_reached_and_on_none_that_came_later(
    world: World, person: Participant
) -> None:
    theme = add_theme(world, "The van")
    reached = [heard(world, themes=[theme]) for _ in range(2)]
    other = heard(world)
    ref = published_answer(world, themes=[theme], body=BODY)
    later = heard(world, themes=[theme])
    voices = [*reached, other, later]
    assert [BODY in person.open(voice.code).text for voice in voices] == [True, True, False, False]
    begun = desk_post(signed_in(world, "director"), f"/desk/answers/{ref}/correct")
    publish(world, begun.headers["location"].rsplit("/", 1)[-1], by="director")
    for voice in reached:
        page = person.open(voice.code)
        assert page.text.count(BODY) == 1
        assert "The director" in page.text


def test_a_draft_and_a_replaced_answer_are_on_no_receipt(world: World, person: Participant) -> None:
    voice = speak(world)
    answer_voice(world, voice, state="draft")
    assert BODY not in person.open(voice.code).text
    assert person.open(voice.code, action="verdict", verdict="answered").status_code == 409


@pytest.mark.parametrize(
    ("verdict", "state"), [("answered", "change_made"), ("not_really", "being_looked_at")]
)
def test_a_person_says_whether_it_is_a_real_answer_and_not_really_brings_it_back(
    world: World, person: Participant, verdict: str, state: str
) -> None:
    voice = speak(world)
    answer_voice(world, voice)
    said = person.open(voice.code, action="verdict", verdict=verdict, reply="The sheet is never there.")
    assert "Thank you for saying so" in text_of(said)
    thread = thread_of(world, voice)
    assert (thread.verdict, thread.state) == (verdict, state)


def test_not_really_starts_the_clock_anew_and_brings_it_back_once(world: World, person: Participant) -> None:
    voice = speak(world)
    answer_voice(world, voice)
    world.pass_time(weeks=5)
    assert "Tell them what is missing." in text_of(person.open(voice.code))
    person.open(voice.code, action="verdict", verdict="not_really", reply="The sheet is never there.")
    thread, now = thread_of(world, voice), week_now(world)
    assert (thread.reopened_week, thread.answered_week, thread.clock_week) == (str(now), None, str(now))
    assert "We are late" not in text_of(person.open(voice.code))
    world.pass_time(weeks=3)
    assert "We are late" in text_of(person.open(voice.code))
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        move_thread(session, thread, to=FeedbackState.CHANGE_MADE, week=week_now(world))
    assert thread_of(world, voice).answered_week == str(week_now(world))
    assert "It was looked at again once." in text_of(person.open(voice.code))
    person.open(voice.code, action="verdict", verdict="not_really")
    again = thread_of(world, voice)
    assert (again.verdict, again.state, again.reopened_week) == ("not_really", "change_made", str(now))


def test_answered_words_can_no_longer_be_taken_back(world: World, person: Participant) -> None:
    voice = speak(world)
    answer_voice(world, voice)
    assert "Take my words back" not in text_of(person.open(voice.code))
    refused = person.open(voice.code, action="withdraw")
    assert refused.status_code == 409
    assert "cannot be taken back" in text_of(refused)
    assert thread_of(world, voice).state == "change_made"
