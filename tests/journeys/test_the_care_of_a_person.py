"""What care gives to a person: by the keyboard alone at 320 pixels without a script, and the same in w3m."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.hands import Hands, House
from tests.support import w3m
from tests.support.answers import published_answer
from tests.support.care import ALERT
from tests.support.organisation import World
from tests.support.participant import TOKEN
from tests.support.screening import looked_at, press
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak

DANGER = "My boyfriend beat me up again and I am scared to go home"
DONE = "The door stays open until the last bus has come."
TASK = "Give back the backpack that was locked away on Tuesday."
CODE = re.compile(r"(?:[0-9A-Z]{4}\s+){3}[0-9A-Z]{4}")


def answered(world: World) -> Voice:
    """A voice with an answer that is public."""
    voice = speak(world)
    looked_at(signed_in(world, "steward"), voice)
    published_answer(world, to=[voice], outcome="change_made", body=DONE)
    return voice


def given_two_words(world: World) -> Voice:
    """A voice whose person may say two words to the responder."""
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    assert press(steward, voice, "word", hears="responder", note=TASK).status_code == 303
    return voice


def own_page(person: Hands, voice: Voice) -> None:
    """Come back with the code."""
    person.go("/receipt")
    person.fill("Your code", voice.code)
    person.press("Open it")


@pytest.mark.browser
def test_help_comes_before_the_thanks_and_the_code_is_asked_for(browser: Browser, house: House) -> None:
    person = house.hands(browser)
    person.go("/say")
    person.fill("What do you want to say?", DANGER)
    person.press("Send it")
    page = person.page.locator("main").inner_text()
    lines = ("Is someone in danger right now?", "911", "nobody can come to you", "We have your words.")
    places = [page.index(one) for one in lines]
    assert places == sorted(places)
    person.press("I have kept it, show me my page")
    person.reads("Received")
    person.unfold("Have you kept your code?")
    person.press("A sheet to print")
    assert person.window.context.cookies() == []
    assert person.leave() == []


@pytest.mark.browser
def test_not_really_two_words_and_an_erased_code(browser: Browser, house: House) -> None:
    voice = answered(house.world)
    person = house.hands(browser)
    own_page(person, voice)
    person.reads(DONE)
    person.choose("Is this a real answer?", "Not really")
    person.fill("Say more, if you like", "It was locked again last night.")
    person.press("Send")
    person.reads("Thank you for saying so")
    own_page(person, given_two_words(house.world))
    person.reads("Two words for you")
    person.unfold("Change your mind")
    person.unfold("Erase my code")
    person.press("Yes, erase it for good")
    expect(person.page.get_by_role("heading", name="Your code is erased")).to_be_visible()
    assert person.leave() == []


@pytest.mark.browser
def test_a_kiosk_and_a_helper(browser: Browser, house: House) -> None:
    person = house.hands(browser)
    person.go("/kiosk/start")
    person.press("Begin")
    person.fill("What do you want to say?", "The stairs are dark.")
    person.press("I need more time")
    expect(person.page.get_by_label("What do you want to say?")).to_have_value("The stairs are dark.")
    person.press("Send it")
    person.press("I have kept it, clear this page")
    person.reads("Say what you think of this place")
    person.go("/say")
    person.unfold("More, if you like")
    person.press("I write this for somebody else")
    person.fill("What do you want to say?", "She says the nurse never looks up.")
    person.tick("They heard these words")
    person.press("Send it")
    person.press("They have it, clear this page")
    expect(person.page.get_by_label("What do you want to say?")).to_have_value("")
    assert person.leave() == []


def sent(house: House, path: str, fields: dict[str, str]) -> str:
    """What w3m shows after a form was sent."""
    return w3m.send(house.home + path, fields, folder=house.world.settings.data)


def test_in_w3m_help_comes_before_the_thanks(house: House) -> None:
    token = TOKEN.search(w3m.read(f"{house.home}/say", source=True))
    assert token
    shown = sent(house, "/say", {"message": DANGER, "token": token[1]})
    code = CODE.search(shown)
    assert code
    assert shown.index("Is someone in danger right now?") < shown.index("We have your words.") < code.start()
    assert "nobody can come to you" in " ".join(shown.split())


def test_in_w3m_warnings_are_read(house: House) -> None:
    assert desk_post(signed_in(house.world, "steward"), "/desk/alerts/new", {**ALERT}).status_code == 303
    for path in ("/alerts", "/alerts/print"):
        assert "Blue pills are stronger than they look" in w3m.read(house.home + path)


def test_in_w3m_an_answer_is_not_real_two_words_are_read_and_a_code_is_erased(house: House) -> None:
    voice = answered(house.world)
    opened = " ".join(sent(house, "/receipt", {"code": voice.code}).split())
    assert opened.index(DONE) < opened.index("Is this a real answer?")
    verdict = {"action": "verdict", "verdict": "not_really", "reply": "It was locked again."}
    assert "Thank you for saying so" in sent(house, "/receipt", {"code": voice.code, **verdict})
    other = given_two_words(house.world)
    shown = sent(house, "/receipt", {"code": other.code})
    assert "Two words for you" in shown and "The responder" in shown
    assert "Your code is erased" in sent(house, "/receipt", {"code": other.code, "action": "erase"})
    assert "No page opens with this code." in sent(house, "/receipt", {"code": other.code})
