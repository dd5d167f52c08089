"""Help with the safe copy: marks, one-press replacements, voices alike; nothing of it is stored."""

from sqlalchemy import select

from app.models.stewardship import SafeCopy
from tests.support.organisation import World
from tests.support.screening import looked_at, press
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

WORDS = "My name is Jose, call 555 010 4477. Steward2 was rude on March 3."


def copies(world: World) -> int:
    with world.database.read() as session:
        return len(session.scalars(select(SafeCopy.id)).all())


def test_the_steward_begins_with_the_persons_words_and_sees_what_points_to_them(world: World) -> None:
    voice, steward = speak(world, WORDS), signed_in(world, "steward")
    looked_at(steward, voice)
    page = press(steward, voice, "screen", act="start", copy="")
    assert page.status_code == 200
    for instead in ("[a phone number]", "[a name]", "[a member of staff]", "[a date]"):
        assert instead in page.text
    assert copies(world) == 0


def test_what_is_ticked_is_replaced_and_the_rest_stays(world: World) -> None:
    voice, steward = speak(world, WORDS), signed_in(world, "steward")
    looked_at(steward, voice)
    start = WORDS.index("555")
    mark = f"{start}-{start + len('555 010 4477')}-phone"
    page = press(steward, voice, "screen", act="apply", copy=WORDS, mark=[mark]).text
    assert "My name is Jose, call [a phone number]." in page
    assert copies(world) == 0


def test_spanish_words_get_spanish_words_in_place_of_a_name(world: World) -> None:
    words = "Me llamo Lupe y la camioneta llega tarde."
    voice, steward = speak(world, words, language="es"), signed_in(world, "steward")
    looked_at(steward, voice)
    start = words.index("Lupe")
    page = press(steward, voice, "screen", act="apply", copy=words, mark=[f"{start}-{start + 4}-name"]).text
    assert "Me llamo [un nombre] y la camioneta" in page
    assert "[a name]" not in page


def test_nothing_found_is_said_and_reminds_to_read(world: World) -> None:
    voice, steward = speak(world, WORDS), signed_in(world, "steward")
    looked_at(steward, voice)
    page = press(steward, voice, "screen", act="find", copy="The van is late.").text
    assert "Nothing more was found" in page
    assert "The van is late." in page


def test_who_may_not_open_the_voice_gets_no_help_with_it(world: World) -> None:
    voice = speak(world, WORDS)
    typed: dict[str, str | list[str]] = {"act": "start", "version": "1", "copy": ""}
    for name in ("outside", "director"):
        answer = desk_post(signed_in(world, name), f"/desk/feedback/{voice.ref}/screen", typed)
        assert answer.status_code in (403, 404)
        assert "Jose" not in answer.text


def test_voices_alike_are_offered_by_reference_without_their_words(world: World) -> None:
    other = speak(world, "The night van came late three times, nobody tells us when it comes QUINCE")
    staff = speak(world, "The night van came late three times, tell us", is_about_staff=True)
    voice = speak(world, "night van late again, nobody tells us when it comes, three times")
    steward = signed_in(world, "steward")
    looked_at(steward, voice)
    page = steward.get(f"/desk/feedback/{voice.ref}").text
    assert other.ref in page
    assert "QUINCE" not in page
    assert staff.ref not in page
