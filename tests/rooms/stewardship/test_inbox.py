"""The inbox: late first, only clear columns, each reader's own circle."""

import re

import pytest

from app.domain.feedback_kinds import Channel, Kind
from app.domain.lifecycles import FeedbackState
from app.domain.weeks import Week
from app.domain.word_use import WordUse
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from tests.support.organisation import World
from tests.support.screening import ledger_size, looked_at, press
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak, week_now


def refs(page: str) -> list[str]:
    """The envelopes on a page, in their order."""
    return re.findall(r"/desk/feedback/(F-[A-Z0-9]{6})", page)


def move(world: World, voice: Voice, *states: FeedbackState) -> None:
    """Pass the voice along."""
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        for state in states:
            move_thread(session, thread, to=state, week=week_now(world))


def test_an_empty_inbox_says_so(world: World) -> None:
    assert "Nothing is open." in signed_in(world, "steward").get("/desk/inbox").text


def test_late_voices_come_first_the_longest_waiting_ahead_and_then_the_newest(world: World) -> None:
    by_week = {number: speak(world, week=Week(2026, number)) for number in (43, 46, 47, 48)}
    answer_late = speak(world, week=Week(2026, 45))
    move(world, answer_late, FeedbackState.BEING_LOOKED_AT)
    expected = [by_week[43], answer_late, by_week[46], by_week[48], by_week[47]]
    page = signed_in(world, "steward").get("/desk/inbox").text
    assert refs(page) == [voice.ref for voice in expected]


def test_a_page_leads_to_the_next_without_losing_or_repeating_one(world: World) -> None:
    voices = [speak(world, "x", week=Week(2026, 20 + number)) for number in range(29)]
    steward = signed_in(world, "steward")
    first = steward.get("/desk/inbox").text
    older = re.search(r'href="([^"]+)" rel="next"', first)
    assert older is not None
    second = steward.get(older[1].replace("&amp;", "&")).text
    assert 'rel="next"' not in second
    shown = refs(first) + refs(second)
    assert len(refs(first)) == 25
    assert sorted(shown) == sorted(voice.ref for voice in voices)


@pytest.mark.parametrize(
    "cursor", ["", "x", "l.2026-W40", "n.2026-W40.abc", "n.2026-W40.²", "l..9" + "9" * 30]
)
def test_a_broken_cursor_shows_a_page_and_no_fault(world: World, cursor: str) -> None:
    speak(world)
    assert signed_in(world, "steward").get("/desk/inbox", params={"after": cursor}).status_code == 200


def test_filters_narrow_by_state_theme_place_and_language(world: World) -> None:
    here = speak(world, language="es", place_id=1)
    there = speak(world, place_id=2, kind=Kind.CONCERN)
    steward = signed_in(world, "steward")
    looked_at(steward, here)
    press(steward, here, "screen", act="themes", new_theme="Van hours")
    for query, found in {
        "language=es": [here],
        "language=en": [there],
        "place=drop-in": [here],
        "place=night-van": [there],
        "theme=van-hours": [here],
        "state=being_looked_at": [here],
        "state=received": [there],
        "state=late": [],
        "state=withdrawn": [],
        "state=received&place=drop-in": [],
    }.items():
        page = steward.get(f"/desk/inbox?{query}").text
        assert (query, refs(page)) == (query, [voice.ref for voice in found])
    assert "No envelope is like that." in steward.get("/desk/inbox?state=late").text


def test_a_filter_that_nothing_has_is_read_as_all_that_is_open(world: World) -> None:
    voice = speak(world)
    page = signed_in(world, "steward").get("/desk/inbox?state=%27%20OR%201=1").text
    assert refs(page) == [voice.ref]


def test_a_row_shows_what_is_stored_in_clear_and_no_words(world: World) -> None:
    speak(
        world,
        "nobody reads this here",
        week=Week(2026, 46),
        channel=Channel.VAN_TABLET,
        kind=Kind.WARNING,
        word_use=WordUse.COUNT,
        language="es",
        place_id=2,
    )
    page = signed_in(world, "steward").get("/desk/inbox").text
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    for words in ("Week 46", "Van tablet", "Night van", "Español", "Warning", "Only count", "Received"):
        assert words in row
    assert "First look late by 1 week" in row
    assert "nobody reads this here" not in page


def test_what_is_said_about_staff_is_a_number_to_stewards_and_an_envelope_to_the_outside_reader(
    world: World,
) -> None:
    about, other = speak(world, is_about_staff=True), speak(world)
    steward, outside = signed_in(world, "steward").get("/desk/inbox"), signed_in(world, "outside")
    assert refs(steward.text) == [other.ref]
    assert "1 envelope about a member of staff. You cannot open it." in steward.text
    assert refs(outside.get("/desk/inbox").text) == [about.ref]
    assert "about a member of staff" not in outside.get("/desk/inbox").text


def test_looking_at_the_inbox_opens_nothing(world: World) -> None:
    speak(world)
    before = ledger_size(world)
    signed_in(world, "steward").get("/desk/inbox")
    assert ledger_size(world) == before


def test_the_start_page_tells_each_role_what_waits_for_it(world: World) -> None:
    speak(world, week=Week(2026, 44))
    speak(world, is_about_staff=True)
    steward = signed_in(world, "steward").get("/desk").text
    assert "1 voice is past its week" in steward
    assert "1 new envelope" in steward
    assert "1 envelope about a member of staff. You cannot open it." in steward
    outside = signed_in(world, "outside").get("/desk").text
    assert "1 new envelope" in outside
    assert "past its week" not in outside
    member = signed_in(world, "member1").get("/desk").text
    assert "envelope" not in member


def test_the_start_page_leads_the_second_reader_to_what_is_asked(world: World) -> None:
    voice, steward = speak(world), signed_in(world, "steward")
    looked_at(steward, voice)
    press(steward, voice, "hold", ground="law", reason="The law says so.")
    outside = signed_in(world, "outside")
    assert 'href="/desk/inbox?state=hold:asked"' in outside.get("/desk").text
    assert refs(outside.get("/desk/inbox?state=hold:asked").text) == [voice.ref]
    assert "With the second reader" in steward.get("/desk").text


def test_themes_are_listed_with_their_voices_and_a_name_is_taken_once(world: World) -> None:
    steward = signed_in(world, "steward")
    added = desk_post(steward, "/desk/themes", {"name": "Police sweeps", "is_outside_control": "yes"})
    assert added.status_code == 303
    page = steward.get("/desk/themes").text
    assert "Police sweeps" in page
    assert "Outside our control" in page
    for name, words in {
        "police SWEEPS": "There is a theme of this name already.",
        "!!!": "A theme is a few words",
        "x" * 61: "A theme is a few words",
    }.items():
        refused = desk_post(steward, "/desk/themes", {"name": name})
        assert (refused.status_code, words in refused.text) == (422, True)
