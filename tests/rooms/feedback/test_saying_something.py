"""A stranger says something: what the form tells first, what is stored, and what comes back."""

import gzip
import time
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from app.db import Database
from app.models.feedback import Message, Receipt, Thread
from app.models.organisation import IntakeText, IntakeWording, Organisation, Place
from app.rooms.feedback.messages import open_words
from app.settings import Settings
from app.web.addresses import STATIC
from app.web.public_version import OLDEST_SECONDS, raise_public_version
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of, token_on, typed_in
from tests.support.sign_in import actor_of

WORDS = "The van came late three times."


@pytest.fixture
def person(world: World) -> Participant:
    return Participant(world.browser())


def only_thread(world: World) -> Thread:
    with world.database.read() as session:
        return session.scalars(select(Thread)).one()


def test_the_form_tells_first_who_helps_who_reads_and_what_is_passed_on(
    person: Participant,
) -> None:
    page = person.form()
    above = text_of(page).partition("What do you want to say?")[0]
    assert page.status_code == 200
    for sentence in (
        "Someone not breathing?",
        "Police may come too.",
        "We read Tuesdays and Fridays.",
        "staff must by law pass it on",
        "They never depend on what you say here.",
    ):
        assert sentence in above
    assert check_page(page.text) == []


def test_a_message_alone_is_enough(world: World, person: Participant) -> None:
    answer = person.say(WORDS)
    thread = only_thread(world)
    assert answer.status_code == 201
    assert len(code_on(answer)) == 16
    assert check_page(answer.text) == []
    assert (thread.kind, thread.place_id, thread.word_use) == ("", None, "paraphrase")
    assert thread.channel == "phone_web"
    assert (thread.state, thread.week, thread.language) == ("received", "2026-W48", "en")
    assert thread.words_for_receipt is None


def test_what_was_chosen_is_stored_and_the_stewards_open_the_words(world: World, person: Participant) -> None:
    shown = person.form()
    warning = typed_in(shown, "quote_warning")
    assert "Your words may stand alone if few said the same." in text_of(shown)
    person.say(
        WORDS,
        quote_warning=warning,
        kind="concern",
        place="night-van",
        word_use="quote",
        keep_words="yes",
        ask="board",
    )
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
        assert thread.place_id == session.scalar(select(Place.id).where(Place.slug == "night-van"))
        assert [m.text for m in open_words(session, thread, actor=actor_of(world, "steward"))] == [WORDS]
    assert (thread.kind, thread.word_use, thread.asks_board) == ("concern", "quote", True)
    assert thread.quote_after_warning
    assert thread.words_for_receipt is not None


def test_words_about_staff_are_sealed_to_the_outside_reader_alone(world: World, person: Participant) -> None:
    person.say(WORDS, about_staff="yes")
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
        assert open_words(session, thread, actor=actor_of(world, "outside"))[0].text == WORDS


def test_without_an_outside_reader_the_form_says_who_reads_everything(
    settings: Settings, database: Database
) -> None:
    with database.write() as session:
        session.execute(update(Organisation).values(outside_reader_named=False))
    world = World(settings, database)
    with world.running():
        person = Participant(world.browser())
        page = text_of(person.form())
        person.say(WORDS, about_staff="yes")
    assert "Stewards read everything." in page
    assert "No outside reader is named yet. The stewards read it." in page
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
        assert open_words(session, thread, actor=actor_of(world, "steward"))[0].text == WORDS


def test_nothing_finer_than_a_week_is_stored_of_a_voice(world: World, person: Participant) -> None:
    person.say(WORDS)
    world.pass_time(minutes=25)
    person.say("Another one.")
    with world.database.read() as session:
        rows = [row for model in (Thread, Message, Receipt) for row in session.scalars(select(model))]
    values = [value for row in rows for value in vars(row).values()]
    assert not [value for value in values if isinstance(value, date)]


def test_the_form_is_in_the_readers_language_and_a_missing_line_in_the_organisations(
    world: World, person: Participant
) -> None:
    with world.database.write() as session:
        session.execute(
            delete(IntakeWording).where(IntakeWording.language == "es", IntakeWording.lead.like("Leemos%"))
        )
    page = world.browser().get("/es/say")
    assert "¿Alguien no respira?" in page.text
    assert '<li lang="en" dir="auto"><b>We read Tuesdays and Fridays.</b>' in page.text
    assert page.headers["content-language"] == "es"


def test_the_form_is_closed_until_the_director_has_confirmed_each_line(
    world: World, person: Participant
) -> None:
    token = token_on(person.form())
    legal = select(IntakeText.id).where(IntakeText.kind == "legal").scalar_subquery()
    with world.database.write() as session:
        session.execute(update(IntakeWording).where(IntakeWording.text_id == legal).values(confirmed_on=None))
        raise_public_version(session)
    time.sleep(OLDEST_SECONDS)  # another process wrote: kept pages may be a second old on PostgreSQL
    page = person.form()
    assert "This is not open yet" in text_of(page)
    assert "Someone not breathing?" in text_of(page)
    assert "staff must by law" not in page.text
    refused = person.say(WORDS, token=token)
    assert refused.status_code == 409
    assert WORDS in refused.text
    assert check_page(page.text) == check_page(refused.text) == []
    with world.database.read() as session:
        assert session.scalars(select(Thread)).all() == []


def test_an_organisation_that_is_not_founded_takes_nothing_in(empty_settings: Settings) -> None:
    world = World(empty_settings, Database(empty_settings.effective_database_url))
    with world.running():
        page = world.browser().get("/say")
        assert page.status_code == 200
        assert "This is not open yet" in text_of(page)
        assert world.browser().post("/say", data={"message": WORDS}).status_code == 409


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_form_and_its_sheet_stay_under_14_kilobytes(world: World, language: str) -> None:
    page = Participant(world.browser(), language).form()
    sheet = (STATIC / "sayso.css").read_bytes()
    assert len(gzip.compress(page.content)) + len(gzip.compress(sheet)) < 14 * 1024


def test_a_page_with_a_code_is_kept_by_nobody(person: Participant) -> None:
    answer = person.say(WORDS)
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert code_on(answer) not in str(answer.url)
    assert "hreflang" not in answer.text
