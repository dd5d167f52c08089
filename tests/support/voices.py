"""Voices for tests: taken in by the same action as the form's, with a code that the test holds."""

from dataclasses import dataclass, field
from typing import Any

from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.feedback.arrival import NewVoice, take_in
from app.rooms.feedback.threads import get_thread_by_ref
from app.vault.machine import load_or_create
from app.vault.receipts import derive_receipt, new_code
from app.web.house import get_organisation_facts
from tests.support.organisation import CHEAP, World

WORDS = "The van came late three times this month. Tell us when it is not coming."


@dataclass(frozen=True)
class Voice:
    """A stored voice, and the code that only its person has."""

    ref: str
    code: str = field(repr=False)


def speak(world: World, message: str = WORDS, *, week: Week | None = None, **chosen: Any) -> Voice:
    """Take a voice in; ``chosen`` are the other fields of ``NewVoice``."""
    code = new_code()
    pepper = load_or_create(world.settings.data).pepper
    receipt = derive_receipt(code, pepper, cost=CHEAP)
    voice = NewVoice(message=message, **{"language": "en", **chosen})
    with world.database.write() as session:
        when = week or week_now(world)
        thread = take_in(session, voice, receipt=receipt, form=None, week=when, now=world.now)
        assert thread is not None
        return Voice(thread.ref, code)


def thread_of(world: World, voice: Voice) -> Thread:
    """The voice's row as it stands."""
    with world.database.read() as session:
        return get_thread_by_ref(session, voice.ref)


def week_now(world: World) -> Week:
    """The organisation's week by the world's clock."""
    with world.database.read() as session:
        return get_organisation_facts(session).week(world.now)
