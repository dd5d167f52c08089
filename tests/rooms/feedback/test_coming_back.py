"""Coming back with a code: what the page tells, and each thing that its person may do."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import FeedbackState
from app.domain.word_use import WordUse
from app.models.feedback import Message, Receipt, Thread
from app.models.stewardship import Hold, SafeCopy
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.messages import open_words, reply_to_participant, seal_for_participant
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, text_of, token_on, typed_in
from tests.support.sign_in import actor_of
from tests.support.voices import WORDS, Voice, speak, thread_of, week_now

COPY = "People ask to be told when the van is late."


@pytest.fixture
def person(world: World) -> Participant:
    return Participant(world.browser())


def act(world: World, voice: Voice, do: Callable[[Session, Thread], object]) -> None:
    """Something that staff do, in one transaction."""
    with world.database.write() as session:
        do(session, get_thread_by_ref(session, voice.ref))


def look_at(world: World, voice: Voice) -> None:
    act(world, voice, lambda s, t: move_thread(s, t, to=FeedbackState.BEING_LOOKED_AT, week=week_now(world)))


def show_copy(world: World, voice: Voice) -> None:
    look_at(world, voice)
    act(world, voice, lambda session, thread: session.add(safe_copy(world, session, thread)))


def safe_copy(world: World, session: Session, thread: Thread) -> SafeCopy:
    return SafeCopy(
        thread_id=thread.id,
        number=1,
        state="shown",
        desk_circle_id=get_circle(session, CircleName.DESK).id,
        sealed_for_desk=b"x",
        sealed_for_receipt=seal_for_participant(thread, COPY),
        shown_week=str(week_now(world)),
        author_id=1,
    )


def hold_back(world: World, voice: Voice) -> None:
    def do(session: Session, thread: Thread) -> None:
        move_thread(session, thread, to=FeedbackState.HELD_BACK, week=week_now(world))
        session.add(
            Hold(
                ref="H-AAAAAA",
                thread_id=thread.id,
                state="confirmed",
                ground="names_someone",
                circle_id=thread.circle_id,
                sealed_reason=b"",
                asked_by_id=1,
                asked_week=str(week_now(world)),
            )
        )

    look_at(world, voice)
    act(world, voice, do)


def copy_state(world: World, voice: Voice) -> str:
    with world.database.read() as session:
        copy = find_safe_copy(session, get_thread_by_ref(session, voice.ref))
        assert copy is not None
        return copy.state


def count(world: World, model: type) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_page_tells_the_state_in_words_and_hides_the_persons_own_words(
    world: World, person: Participant
) -> None:
    page = person.open(speak(world).code)
    assert page.status_code == 200
    assert "Received" in text_of(page)
    assert "A person reads it By December 6, 2026." in text_of(page)
    assert "Your own words are not shown here, as you chose." in text_of(page)
    assert WORDS not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert check_page(page.text) == []


def test_the_persons_own_words_are_shown_when_they_chose_so(world: World, person: Participant) -> None:
    voice = speak(world, shows_words=True)
    person.open(voice.code, reply="And it was cold.")
    page = text_of(person.open(voice.code))
    assert WORDS in page
    assert "And it was cold." in page


def test_what_a_person_adds_reaches_the_stewards_and_a_reply_reaches_the_person(
    world: World, person: Participant
) -> None:
    voice = speak(world)
    added = person.open(voice.code, reply="And it was cold.")
    assert "We have what you wrote" in text_of(added)
    act(
        world,
        voice,
        lambda s, t: reply_to_participant(s, t, "Which night?", author="steward", week=week_now(world)),
    )
    assert "A stewardWhich night?" in text_of(person.open(voice.code))
    with world.database.read() as session:
        thread = get_thread_by_ref(session, voice.ref)
        words = [m.text for m in open_words(session, thread, actor=actor_of(world, "steward"))]
    assert words == [WORDS, "And it was cold.", "Which night?"]


def test_the_same_form_of_a_thread_is_done_once_and_a_program_without_token_is_served(
    world: World, person: Participant
) -> None:
    voice = speak(world)
    token = token_on(person.open(voice.code))
    answers = [person.open(voice.code, reply="Once.", action="reply", token=token) for _ in range(2)]
    assert "We already have this" in text_of(answers[1])
    assert [answer.status_code for answer in answers] == [200, 200]
    assert count(world, Message) == 2
    person.open(voice.code, reply="Once.")
    assert count(world, Message) == 3


def test_a_stale_form_of_a_thread_does_nothing_and_keeps_the_words(world: World, person: Participant) -> None:
    voice = speak(world)
    token = token_on(person.open(voice.code))
    world.pass_time(hours=50)
    answer = person.open(voice.code, reply="These words stay.", action="reply", token=token)
    assert answer.status_code == 422
    assert "This page was open for a long time." in text_of(answer)
    assert typed_in(answer, "reply").strip() == "These words stay."
    assert count(world, Message) == 1


@pytest.mark.parametrize(
    ("choice", "state", "sentence"),
    [
        ("right", "agreed", "You said: that’s right"),
        ("change", "change_asked", "You asked for a change"),
        ("no", "refused", "You said: don’t share"),
    ],
)
def test_a_person_says_what_may_become_of_the_safe_copy(
    world: World, person: Participant, choice: str, state: str, sentence: str
) -> None:
    voice = speak(world)
    show_copy(world, voice)
    shown = person.open(voice.code)
    assert COPY in text_of(shown)
    assert check_page(shown.text) == []
    mark = typed_in(shown, "copy_read")
    answer = person.open(voice.code, action="approve", choice=choice, copy_read=mark, reply="My reason.")
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert copy_state(world, voice) == state
    assert count(world, Message) == 2


def test_nobody_agrees_to_a_text_that_was_changed_since_they_read_it(
    world: World, person: Participant
) -> None:
    voice = speak(world)
    show_copy(world, voice)
    mark = typed_in(person.open(voice.code), "copy_read")

    def change(session: Session, thread: Thread) -> None:
        copy = find_safe_copy(session, thread)
        assert copy is not None
        copy.sealed_for_receipt, copy.version = (
            seal_for_participant(thread, "Another text."),
            copy.version + 1,
        )

    act(world, voice, change)
    answer = person.open(voice.code, action="approve", choice="right", copy_read=mark)
    assert answer.status_code == 409
    assert "Please read the new one first." in text_of(answer)
    assert copy_state(world, voice) == "shown"


def test_a_person_changes_how_their_words_are_used(world: World, person: Participant) -> None:
    voice = speak(world)
    answer = person.open(voice.code, action="word_use", word_use="quote")
    assert "Your choice is changed" in text_of(answer)
    assert thread_of(world, voice).word_use == "quote"


def test_quote_counts_as_chosen_after_the_warning_only_where_the_page_said_it(
    world: World, person: Participant
) -> None:
    voice = speak(world, word_use=WordUse.QUOTE)
    assert not thread_of(world, voice).quote_after_warning
    page = person.open(voice.code).text
    assert "Your words may stand alone if few said the same." in page
    assert 'name="quote_warning" value="shown"' in page
    for word_use, warning, kept in (
        ("quote", "shown", True),
        ("quote", "", False),
        ("quote", "shown", True),
        ("paraphrase", "shown", False),
    ):
        person.open(voice.code, action="word_use", word_use=word_use, quote_warning=warning)
        assert thread_of(world, voice).quote_after_warning is kept


def test_withdrawn_words_are_erased_and_the_code_still_tells_so(world: World, person: Participant) -> None:
    voice = speak(world, shows_words=True)
    show_copy(world, voice)
    answer = person.open(voice.code, action="withdraw")
    thread = thread_of(world, voice)
    assert thread.state == "withdrawn"
    assert thread.words_for_circle is thread.words_for_receipt is None
    assert count(world, Message) == 0
    assert "They are erased." in text_of(answer)
    assert WORDS not in answer.text
    assert COPY not in answer.text
    assert "You took it back" in text_of(person.open(voice.code))
    assert person.open(voice.code, reply="More.").status_code == 409


def test_held_back_words_say_why_and_can_be_appealed_once(world: World, person: Participant) -> None:
    voice = speak(world)
    assert person.open(voice.code, action="appeal").status_code == 409
    hold_back(world, voice)
    shown = person.open(voice.code)
    assert "It names someone." in text_of(shown)
    assert check_page(shown.text) == []
    assert "You asked us to look again" in text_of(person.open(voice.code, action="appeal", reply="Why?"))
    with world.database.read() as session:
        assert session.scalars(select(Hold)).one().state == "appealed"
    assert person.open(voice.code, action="appeal").status_code == 409


def test_an_erased_code_opens_nothing_and_the_voice_stays(world: World, person: Participant) -> None:
    voice = speak(world)
    answer = person.open(voice.code, action="erase")
    assert "Your code is erased" in text_of(answer)
    assert check_page(answer.text) == []
    assert person.open(voice.code).status_code == 404
    assert (count(world, Receipt), count(world, Thread)) == (0, 1)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"action": "explode"}, 422),
        ({"action": "reply"}, 422),
        ({"action": "approve"}, 422),
        ({"action": "approve", "choice": "right"}, 409),
        ({"action": "word_use"}, 422),
        ({"action": "word_use", "word_use": "sell"}, 422),
        ({"action": "verdict"}, 422),
        ({"action": "verdict", "verdict": "answered"}, 409),
        ({"reply": "x" * 20_001}, 422),
    ],
)
def test_what_cannot_be_done_is_refused_on_the_page_and_changes_nothing(
    world: World, person: Participant, sent: dict[str, str], status: int
) -> None:
    voice = speak(world)
    answer = person.open(voice.code, **sent)
    assert answer.status_code == status
    assert "What became of it" in text_of(answer)
    assert check_page(answer.text) == []
    assert thread_of(world, voice).version == 1
    assert count(world, Message) == 1
