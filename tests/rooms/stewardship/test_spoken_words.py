"""A word that a person says once to one member of staff; the program joins no face to any words."""

import re

from sqlalchemy import select

from app.models.intake import SpokenWord
from app.vault.derivation import keyed_hash
from app.vault.machine import load
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import Participant, text_of
from tests.support.screening import leaves_about, looked_at, press, totals, totals_written
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak

TASK = "Give back the backpack that was locked away on Tuesday."
WORD = re.compile(r'<p class="code-in" translate="no"><b>([^<]+)</b>')


def offered(world: World, hears: str = "responder") -> tuple[Voice, str]:
    """A voice whose person was given a word; returns both."""
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    assert press(steward, voice, "word", hears=hears, note=TASK).status_code == 303
    page = Participant(world.browser()).open(voice.code)
    assert check_page(page.text) == []
    found = WORD.search(page.text)
    assert found is not None
    assert f"The {hears}" in text_of(page)
    return voice, found[1]


def say(world: World, word: str, to: str = "responder") -> int:
    return desk_post(signed_in(world, to), "/desk/words", {"word": word}).status_code


def test_the_word_shows_the_task_once_and_to_one_person_alone(world: World) -> None:
    voice, word = offered(world)
    assert say(world, word, to="director") == 422
    assert say(world, f"  {word.upper()} ") == 303
    page = signed_in(world, "responder").get("/desk/words")
    assert TASK in text_of(page)
    assert voice.ref not in page.text
    assert check_page(page.text, may_have_script=True) == []
    assert TASK not in signed_in(world, "director").get("/desk/words").text
    assert say(world, word) == 422
    person = Participant(world.browser()).open(voice.code)
    assert word not in person.text
    assert "Your two words were said." in text_of(person)
    with world.database.read() as session:
        row = session.scalars(select(SpokenWord)).one()
    pepper = load(world.settings.data).pepper
    assert row.word_hash != keyed_hash(pepper, "spoken word", str(row.account_id).encode(), word.encode())


def test_the_ledger_never_says_whose_person_has_a_word(world: World) -> None:
    voice, word = offered(world)
    say(world, word)
    assert {leaf.act.split(".")[0] for leaf in leaves_about(world, voice.ref)} == {"feedback"}
    assert not any("spoken_word" in leaf.act for leaf in leaves_about(world, ""))
    world.pass_time(days=7)
    totals_written(world)
    assert totals(world) == [("spoken_word.offer", 1), ("spoken_word.say", 1)]


def test_nothing_of_the_word_or_the_task_stands_in_clear(world: World) -> None:
    _, word = offered(world)
    with world.database.read() as session:
        row = session.scalars(select(SpokenWord)).one()
    stored = b"".join((row.word_hash, row.sealed_word or b"", row.sealed_note or b""))
    assert word.encode() not in stored
    assert TASK.encode() not in stored


def test_a_word_may_be_taken_back_before_it_is_said(world: World) -> None:
    voice, word = offered(world)
    steward = signed_in(world, "steward")
    assert desk_post(steward, f"/desk/feedback/{voice.ref}/word/back").status_code == 303
    assert say(world, word) == 422
    assert word not in Participant(world.browser()).open(voice.code).text
    assert desk_post(steward, f"/desk/feedback/{voice.ref}/word/back").status_code == 409


def test_wrong_words_are_refused_and_soon_too_many(world: World) -> None:
    assert [say(world, f"wrong word{number}") for number in range(20)] == [422] * 20
    assert say(world, "wrong again") == 429


def test_who_may_offer_and_hear(world: World) -> None:
    voice = speak(world)
    looked_at(signed_in(world, "steward"), voice)
    sent = {"hears": "responder", "note": TASK}
    assert desk_post(signed_in(world, "responder"), f"/desk/feedback/{voice.ref}/word", sent).status_code in (
        403,
        404,
    )
    assert world.browser().get("/desk/words").status_code == 303
    assert signed_in(world, "teller1").get("/desk/words").status_code == 403
    steward = signed_in(world, "steward")
    for bad in ({"hears": "nobody", "note": TASK}, {"hears": "responder", "note": " "}):
        refused = press(steward, voice, "word", **bad)
        assert refused.status_code == 422
        assert '<details class="sheet" open>' in refused.text
