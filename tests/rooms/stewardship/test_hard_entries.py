"""Forty hard entries from form to steward: none lost or refused, danger seen, traces of people marked."""

import re
from html import unescape

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.feedback_kinds import SafetyLevel
from app.models.care import StaffName
from app.models.feedback import Receipt, Thread
from app.web.forms import clean
from tests.rooms.stewardship.hard_entries import HARD, Hard
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of
from tests.support.screening import opened, press
from tests.support.sign_in import signed_in
from tests.support.voices import Voice, thread_of

MARK = re.compile(r'name="mark" value="(\d+)-(\d+)-')


def send_all(world: World) -> list[tuple[Hard, Voice]]:
    """Each by the form, with the code that came back."""
    with world.database.write() as session:
        session.add(StaffName(name="Maria Lopez"))
    person, known, voices = Participant(world.browser()), set[str](), []
    for entry in HARD:
        answer = person.say(entry.words, keep_words="yes")
        assert answer.status_code == 201, entry.words[:40]
        with world.database.read() as session:
            (ref,) = set(session.scalars(select(Thread.ref))) - known
        known.add(ref)
        voices.append((entry, Voice(ref, code_on(answer))))
    return voices


def marked(steward: TestClient, voice: Voice, words: str) -> list[str]:
    """What the redaction help points at when the safe copy is begun."""
    page = press(steward, voice, "screen", act="start", copy="").text
    return [words[int(start) : int(end)] for start, end in MARK.findall(page)]


def check_codes(world: World, sent: list[tuple[Hard, Voice]]) -> None:
    """Nothing is lost, and each code shows its own words."""
    with world.database.read() as session:
        assert len(session.scalars(select(Receipt.lookup)).all()) == len(HARD) == 40
    person = Participant(world.browser())
    for entry, voice in sent:
        page = person.open(voice.code)
        assert page.status_code == 200
        assert " ".join(clean(entry.words).split()) in text_of(page)


def check_danger(world: World, sent: list[tuple[Hard, Voice]]) -> None:
    """Danger is seen, and nearly all look-alikes are left alone."""
    seen = {}
    for entry, voice in sent:
        thread = thread_of(world, voice)
        seen[entry] = thread.safety_level != SafetyLevel.NONE.value
        assert thread.is_about_staff is entry.about_staff, entry.words[:60]
    assert all(is_seen for entry, is_seen in seen.items() if entry.danger)
    # One press clears one: "the night van never comes to the bridge" has signs of more.
    assert sum(is_seen for entry, is_seen in seen.items() if entry.danger is False) <= 1


def check_reading(world: World, sent: list[tuple[Hard, Voice]]) -> None:
    """Each is read by whom it is for, who is shown what leads to a person."""
    steward, outside = signed_in(world, "steward"), signed_in(world, "outside")
    for entry, voice in sent:
        reader = outside if entry.about_staff else steward
        words = clean(entry.words).strip()
        assert words in unescape(opened(reader, voice)).replace("\r\n", "\n"), words[:60]
        if entry.about_staff:
            assert words not in unescape(steward.get(f"/desk/feedback/{voice.ref}").text)
            continue
        press(steward, voice, "look")
        found = marked(steward, voice, words)
        for trace in entry.marked:
            assert any(trace in one for one in found), (trace, found)
        if entry.like is not None:
            assert sent[entry.like][1].ref in steward.get(f"/desk/feedback/{voice.ref}").text


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_forty_hard_entries_are_kept_seen_for_what_they_are_and_read(world: World) -> None:
    sent = send_all(world)
    check_codes(world, sent)
    check_danger(world, sent)
    check_reading(world, sent)
