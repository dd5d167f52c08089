"""Sealed words are erased on their day; the code still opens what became of them."""

from sqlalchemy import select

from app.domain.clocks import Clocks
from app.models.feedback import Message, Thread
from app.rooms.feedback.purging import purge_due_words
from tests.support.organisation import World
from tests.support.voices import speak

LATEST = 97  # ninety days from the end of a week, whatever day it was said on


def test_words_are_erased_ninety_days_after_the_last_message_and_not_before(world: World) -> None:
    voice = speak(world)
    with world.database.write() as session:
        assert purge_due_words(session, world.now.date()) == 0
    world.pass_time(days=Clocks().purge_days - 1)
    with world.database.write() as session:
        assert purge_due_words(session, world.now.date()) == 0
    world.pass_time(days=LATEST - Clocks().purge_days + 1)
    with world.database.write() as session:
        assert purge_due_words(session, world.now.date()) == 1
        assert purge_due_words(session, world.now.date()) == 0
    with world.database.read() as session:
        thread = session.scalars(select(Thread)).one()
        assert (thread.words_for_circle, thread.words_for_receipt) == (None, None)
        assert session.scalars(select(Message)).all() == []
    opened = world.browser().post("/receipt", data={"code": voice.code})
    assert opened.status_code == 200
