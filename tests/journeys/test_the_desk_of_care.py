"""The desk's pages of care by the keyboard alone, at 320 pixels, without a script, to their end; and axe."""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import pytest
from playwright.sync_api import Browser

from app.domain.lifecycles import SafeCopyState
from app.domain.word_use import WordUse
from tests.journeys.hands import Hands, House, let_in
from tests.support.browser import Visitor
from tests.support.care import ALERT, COPY, STAFF, about_staff, handed_over, in_a_flood, press_safety
from tests.support.organisation import World
from tests.support.screening import looked_at, person_says, press
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak

pytestmark = pytest.mark.browser

DANGER = "My boyfriend beat me up again and I am scared to go home"
FLOOD = {"week": "2026-W48", "channel": "phone_web", "state": "waiting"}
POINTS = "My name is Jose, call 555 010 4477. Steward2 was rude on March 3."


def test_the_safety_queue(browser: Browser, house: House) -> None:
    danger, look_alike = speak(house.world, DANGER), speak(house.world, f"They sang: {DANGER}")
    steward = house.hands(browser, "steward")
    steward.go("/desk")
    steward.unfold("Menu")
    steward.press("Safety")
    steward.press(danger.ref)
    steward.reads_not(DANGER)
    steward.press("Look at it now")
    steward.reads(DANGER)
    steward.choose("What became of it", "Passed on")
    steward.press("Decide")
    steward.reads("One thing is not right yet")
    steward.fill("Why", "The shelter keeps a bed.")
    steward.press("Decide")
    steward.reads("Passed on to somebody who can help")
    steward.go("/desk/safety")
    steward.press(look_alike.ref)
    steward.press("Look at it now")
    steward.press("A look-alike: clear it")
    steward.reads("A look-alike: nobody is in danger")
    assert steward.leave() == []


def test_the_rota(browser: Browser, house: House) -> None:
    steward = house.hands(browser, "steward")
    steward.go("/desk/safety")
    steward.press("The rota")
    steward.pick("Who", "Steward2")
    steward.tick("Monday")
    steward.press("Put it on the rota")
    steward.reads("On duty now: Steward2")
    steward.to("Day")
    steward.page.keyboard.type("11232026")
    steward.pick("Who is away", "Steward2")
    steward.pick("Who stands in", "Steward")
    steward.press("Hand over this day")
    steward.reads("Steward for Steward2")
    steward.press("Take off: Steward2 on Monday")
    steward.reads("Nobody is on duty now")
    assert steward.leave() == []


def test_the_list_of_danger_words_and_its_trial(browser: Browser, house: House) -> None:
    steward = house.hands(browser, "steward")
    steward.go("/desk/safety")
    steward.press("The list of danger words")
    steward.fill("Try it", "They glimmer me at the van")
    steward.press("Try")
    steward.reads("No danger")
    steward.fill("Words", "glimmer me")
    steward.pick("It means", "Danger")
    steward.press("Add it")
    steward.fill("Try it", "They glimmer me at the van")
    steward.press("Try")
    steward.reads("by the line")
    steward.press("Take away: glimmer me")
    steward.reads_not("glimmer me")
    steward.fill("What people call", "Big Lou")
    steward.press("Add the name")
    steward.press("Take away: Big Lou")
    steward.reads_not("Big Lou")
    assert steward.leave() == []


def test_the_outside_reader_makes_a_safe_copy_and_hands_it_to_leadership(
    browser: Browser, house: House
) -> None:
    voice = speak(house.world, STAFF, is_about_staff=True)
    outside = house.hands(browser, "outside")
    outside.go("/desk")
    outside.unfold("Menu")
    outside.press("Inbox")
    outside.press(f"Sealed {voice.ref}")
    outside.press("Open the words")
    outside.reads(STAFF)
    outside.press("Mark as being looked at")
    outside.fill("Safe copy", COPY)
    outside.press("Show it to the person")
    person_says(house.world, voice, SafeCopyState.AGREED)
    outside.go(f"/desk/feedback/{voice.ref}")
    outside.press("Hand it to leadership")
    outside.press("Hand it over")
    outside.reads("One thing is not right yet")
    outside.tick("Director")
    outside.press("Hand it over")
    outside.reads("Leadership was told, its answer is awaited")
    assert outside.leave() == []


def test_leadership_reads_and_answers(browser: Browser, house: House) -> None:
    ref = handed_over(house.world, about_staff(house.world))
    director = house.hands(browser, "director")
    director.go("/desk")
    director.unfold("Menu")
    director.press("About staff")
    director.reads(COPY)
    card = director.page.locator("section", has=director.page.get_by_role("heading", name=ref))
    director.fill("What you did or will do", "We spoke with him.")
    director.press("Send it to the outside reader")
    assert "You answered" in card.inner_text()
    assert director.leave() == []


def test_help_with_the_safe_copy(browser: Browser, house: House) -> None:
    voice = speak(house.world, POINTS)
    steward = house.hands(browser, "steward")
    looked_at(signed_in(house.world, "steward"), voice)
    steward.go(f"/desk/feedback/{voice.ref}")
    steward.press("Begin with the person’s words")
    steward.tick("Jose")
    steward.press("Replace what is ticked")
    steward.reads("[a phone number]")
    steward.press("Mark what points to a person")
    steward.reads("[a name]")
    steward.press("Show it to the person")
    steward.reads("Safe copy shown")
    assert steward.leave() == []


def test_a_flood_is_let_in_by_a_few_and_the_rest_set_aside(browser: Browser, house: House) -> None:
    in_a_flood(house.world, 7)
    steward = house.hands(browser, "steward")
    steward.go("/desk")
    steward.press("7 voices wait outside")
    steward.press("Let five in")
    steward.press("Set the rest aside, unread")
    steward.reads("Set aside")
    steward.press("Let all in")
    steward.reads("Nothing waits.")
    assert steward.leave() == []


def test_a_warning_is_written_checked_and_ended(browser: Browser, house: House) -> None:
    steward = house.hands(browser, "steward")
    steward.go("/desk/safety")
    steward.press("Public warnings")
    steward.press("Write a warning")
    steward.choose("About", "Bad batch")
    steward.fill("In a few words", "Red pills are stronger than they look")
    steward.fill("What people should know", "Call 555 010 4477 and go slow.")
    for words in ("it names nobody", "nothing in it leads", "place and time"):
        steward.tick(words)
    steward.press("Make it public")
    steward.reads("This may point to a person")
    steward.fill("What people should know", "Go slow, use with somebody, have naloxone near.")
    steward.press("Make it public")
    steward.reads("Red pills are stronger")
    anybody = Hands(browser, house.world, house.home)
    anybody.go("/")
    anybody.press("Read what people should know")
    anybody.reads("Go slow, use with somebody")
    steward.press("End it now: Red pills")
    steward.reads("No warning is public.")
    assert [*steward.leave(), *anybody.leave()] == []


def test_paper_forms_are_typed_in_one_after_the_other(browser: Browser, house: House) -> None:
    steward = house.hands(browser, "steward")
    steward.go("/desk")
    steward.unfold("Menu")
    steward.press("Paper")
    steward.fill("Code on the stub", "not a code")
    steward.fill("The words", "The stairs at the back are dark after six.")
    steward.press("Seal it, next paper")
    steward.reads("One thing is not right yet")
    for words in ("The stairs at the back are dark after six.", "More chairs in the yard."):
        steward.fill("Code on the stub", "")
        steward.fill("The words", words)
        steward.choose("Ticked on the paper", "Only count")
        steward.pick("It is a", "Concern")
        steward.press("Seal it, next paper")
        steward.reads("Destroy the paper now.")
    assert steward.leave() == []


@dataclass(frozen=True)
class Look:
    """A page, and what is done there by the keyboard's owner before it is looked at."""

    name: str
    path: str
    press: str = ""
    fill: tuple[str, str] | None = None


def filled(world: World) -> list[Look]:
    """Something stands on every page of care; refused forms and marks are among what is looked at.

    Keys, backups and names for seats are looked at in the demonstration (tests/pages/test_every_page.py).
    """
    steward, outside = signed_in(world, "steward"), signed_in(world, "outside")
    for words in (DANGER, f"They sang: {DANGER}", f"{DANGER} again"):
        seen = speak(world, words)
        press_safety(steward, seen, "look")
    press_safety(steward, seen, "clear")
    points, held = speak(world, POINTS), speak(world, "Hold this one back")
    for one in (points, held):
        looked_at(steward, one)
    press(steward, held, "hold", ground="names_someone", reason="It names somebody.")
    for word_use in (WordUse.COUNT, WordUse.PARAPHRASE):
        handed_over(world, about_staff(world, word_use=word_use))
    answered = handed_over(world, about_staff(world))
    desk_post(signed_in(world, "director"), f"/desk/leadership/{answered}", {"answer": "We spoke with him."})
    ready = about_staff(world)
    in_a_flood(world, 7)
    desk_post(steward, "/desk/floods", {**FLOOD, "act": "set_aside"})
    in_a_flood(world, 8)
    assert desk_post(steward, "/desk/alerts/new", {**ALERT}).status_code == 303
    looked_at(outside, speak(world, STAFF, is_about_staff=True))
    return [
        Look("", "/alerts"),
        Look("", "/es/alerts"),
        Look("steward", "/desk/safety"),
        Look("steward", f"/desk/safety/{seen.ref}"),
        Look("steward", "/desk/rota", press="Put it on the rota"),
        Look("steward", "/desk/danger-words", press="Try", fill=("Try it: write", DANGER)),
        Look("steward", "/desk/alerts"),
        Look("steward", "/desk/alerts/new", press="Make it public", fill=("What people should know", POINTS)),
        Look("steward", f"/desk/feedback/{points.ref}", press="Begin with the person’s words"),
        Look("steward", f"/desk/feedback/{points.ref}/erase", press="Erase for good"),
        Look("steward", "/desk/floods"),
        Look("steward", "/desk/paper", press="Seal it, next paper", fill=("The words", " ")),
        Look("outside", "/desk/inbox"),
        Look("outside", f"/desk/feedback/{held.ref}"),
        Look("outside", f"/desk/feedback/{ready.ref}"),
        Look("outside", f"/desk/feedback/{ready.ref}/leadership", press="Hand it over"),
        Look("director", "/desk/leadership", press="Send it to the outside reader"),
    ]


@pytest.fixture(scope="module")
def looks(house: House) -> list[Look]:
    """Made once."""
    return filled(house.world)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_finds_nothing_where_something_stands(
    browser: Browser, house: House, looks: list[Look], scheme: Literal["light", "dark"]
) -> None:
    faults = []
    for name, theirs in groupby(looks, key=lambda look: look.name):
        window = Visitor(browser, house.home, script=True)
        window.page.emulate_media(color_scheme=scheme)
        if name:
            let_in(window, house.world, name)
        for look in theirs:
            page = window.go(look.path)
            if look.fill:
                page.get_by_label(look.fill[0]).first.fill(look.fill[1])
            if look.press:
                window.press(look.press)
            faults += [f"{look}: {one}" for one in window.axe_violations()]
        window.close()
    assert faults == []


def test_the_menu_of_who_has_the_most_pages_is_one_row(browser: Browser, house: House) -> None:
    window = Visitor(browser, house.home, script=False)
    let_in(window, house.world, "steward")
    rows = (
        window.go("/desk")
        .locator(".menu a")
        .evaluate_all("all => new Set(all.map(it => it.getBoundingClientRect().top)).size")
    )
    assert rows == 1
    assert window.page.locator(".menu a").count() > 12
    window.close()
