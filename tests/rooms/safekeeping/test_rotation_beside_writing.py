"""A key is changed while people speak and staff write: nothing is left behind for the old key."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest

from app.models.answers import Answer
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.answers.actions import Typed, get_answer, keep_draft
from app.rooms.answers.drafts import Draft, open_draft
from app.rooms.safekeeping.rotation import begin_rotation, go_on
from app.rooms.safekeeping.rotation_queries import count_things_left
from app.vault.boxes import seal_text
from tests.support.answers import draft_answer, heard
from tests.support.organisation import World
from tests.support.sealed import epochs, keys_held_by, open_everything
from tests.support.sign_in import actor_of
from tests.support.voices import speak

ALL = ("steward", "outside")


def test_voices_and_drafts_of_the_same_time_all_open_with_the_new_keys(world: World) -> None:
    refs = [draft_answer(world, to=[heard(world, copy=f"Copy {number}.")]) for number in range(4)]
    written: dict[str, str] = {}
    done = Event()

    def speak_on() -> int:
        count = 0
        while not done.is_set():
            speak(world, f"Voice {count} beside it.")
            count += 1
        return count

    def write_on(ref: str) -> None:
        number = 0
        while not done.is_set():
            number += 1
            keep(world, ref, f"{ref} {number}")
            written[ref] = f"{ref} {number}"

    with ThreadPoolExecutor(4) as crowd:
        work = [crowd.submit(speak_on), *(crowd.submit(write_on, ref) for ref in refs[:3])]
        try:
            for name in (CircleName.STEWARDS, CircleName.DESK):
                change(world, name)
        finally:
            done.set()
        assert work[0].result() > 0
        for one in work[1:]:
            one.result()
    held, actor = keys_held_by(world, *ALL), actor_of(world, "responder")
    old = [
        circle.id for name in (CircleName.STEWARDS, CircleName.DESK) for circle in epochs(world, name)[:-1]
    ]
    with world.database.read() as session:
        assert count_things_left(session, old) == 0
        open_everything(session, held)
        for ref, words in written.items():
            assert open_draft(get_answer(session, ref), actor).body == words


# SQLite has one writer at a time: nobody can be in the middle.
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_writer_who_began_before_is_waited_for(world: World) -> None:
    ref = draft_answer(world, to=[heard(world, copy="The van is late.")])
    begun, may_end = Event(), Event()

    def slow_writer() -> None:
        with world.database.write() as session:
            desk = get_circle(session, CircleName.DESK)
            begun.set()
            assert may_end.wait(30)
            answer = session.query(Answer).filter_by(ref=ref).one()
            answer.sealed_draft = seal_text(desk.public_key, '{"body": "late"}')
            answer.desk_circle_id = desk.id

    with ThreadPoolExecutor(2) as crowd:
        writer = crowd.submit(slow_writer)
        assert begun.wait(30)
        changing = crowd.submit(change, world, CircleName.DESK)
        wait([changing], timeout=1)  # long enough to end, if it did not wait
        assert not changing.done()
        may_end.set()
        writer.result()
        changing.result()
    actor = actor_of(world, "responder")
    with world.database.read() as session:
        assert open_draft(get_answer(session, ref), actor).body == "late"


def keep(world: World, ref: str, body: str) -> None:
    """Save a draft as its form does."""
    actor = actor_of(world, "responder")
    with world.database.write() as session:
        answer = get_answer(session, ref)
        typed = Typed(Draft(body=body), "en")
        keep_draft(session, actor, answer, typed=typed, version=answer.version, today=world.now.date())


def change(world: World, name: CircleName) -> None:
    """Change a key in the smallest steps."""
    actor, today = actor_of(world, "steward"), world.now.date()
    with world.database.write() as session:
        rotation_id = begin_rotation(session, actor, name, today=today).id
    actor = actor_of(world, "steward")
    while True:
        with world.database.write() as session:
            if not go_on(session, actor, session.get_one(Rotation, rotation_id), today=today, most=2):
                return
