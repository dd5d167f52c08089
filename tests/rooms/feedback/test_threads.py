"""Who may open a thread, how it moves, and what silence means."""

import pytest

from app.domain.errors import IllegalMove, NotFound
from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.weeks import Week
from app.models.stewardship import SafeCopy
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.messages import open_words, reply_to_participant, seal_for_participant
from app.rooms.feedback.safe_copies import accept_silence, find_safe_copy
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from tests.support.organisation import World
from tests.support.sign_in import actor_of
from tests.support.voices import WORDS, speak, thread_of, week_now


def test_a_steward_opens_the_words_and_nobody_else_does(world: World) -> None:
    voice = speak(world)
    with world.database.read() as session:
        thread = get_thread_by_ref(session, voice.ref)
        assert [m.text for m in open_words(session, thread, actor=actor_of(world, "steward"))] == [WORDS]
        for name in ("outside", "responder", "director", "administrator", "chair"):
            with pytest.raises(NotFound):
                open_words(session, thread, actor=actor_of(world, name))


def test_words_about_staff_are_opened_by_the_outside_reader_alone(world: World) -> None:
    voice = speak(world, is_about_staff=True)
    with world.database.read() as session:
        thread = get_thread_by_ref(session, voice.ref)
        assert open_words(session, thread, actor=actor_of(world, "outside"))[0].text == WORDS
        with pytest.raises(NotFound):
            open_words(session, thread, actor=actor_of(world, "steward"))


def test_a_reply_follows_the_words_in_the_thread(world: World) -> None:
    voice = speak(world)
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        reply_to_participant(session, thread, " We read this. ", author="steward", week=week_now(world))
    with world.database.read() as session:
        thread = get_thread_by_ref(session, voice.ref)
        messages = open_words(session, thread, actor=actor_of(world, "steward"))
    assert [(m.number, m.author, m.text) for m in messages] == [
        (1, "participant", WORDS),
        (2, "steward", "We read this."),
    ]


def test_a_move_notes_the_first_look_and_an_illegal_one_changes_nothing(world: World) -> None:
    voice = speak(world)
    week = week_now(world)
    with pytest.raises(IllegalMove), world.database.write() as session:
        move_thread(session, get_thread_by_ref(session, voice.ref), to=FeedbackState.ANSWERED, week=week)
    assert thread_of(world, voice).state == "received"
    with world.database.write() as session:
        move_thread(
            session, get_thread_by_ref(session, voice.ref), to=FeedbackState.BEING_LOOKED_AT, week=week
        )
    thread = thread_of(world, voice)
    assert (thread.state, thread.acknowledged_week, thread.answered_week) == (
        "being_looked_at",
        str(week),
        None,
    )


def test_two_whole_weeks_of_silence_agree_to_the_copy_that_was_shown(world: World) -> None:
    voice, shown = speak(world), week_now(world)
    show_copy(world, voice.ref, shown)
    with world.database.write() as session:
        assert accept_silence(session, week=shown.plus(2)) == 0
        assert accept_silence(session, week=shown.plus(3)) == 1
        assert accept_silence(session, week=shown.plus(4)) == 0
    with world.database.read() as session:
        copy = find_safe_copy(session, get_thread_by_ref(session, voice.ref))
    assert copy is not None
    assert copy.state == SafeCopyState.AGREED_BY_SILENCE


def show_copy(world: World, ref: str, week: Week) -> None:
    with world.database.write() as session:
        thread = get_thread_by_ref(session, ref)
        session.add(
            SafeCopy(
                thread_id=thread.id,
                number=1,
                state="shown",
                desk_circle_id=get_circle(session, CircleName.DESK).id,
                sealed_for_desk=b"",
                sealed_for_receipt=seal_for_participant(thread, "The van came late."),
                shown_week=str(week),
                author_id=1,
            )
        )
