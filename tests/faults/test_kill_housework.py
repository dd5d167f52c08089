"""The power goes while the machine keeps its house: nothing acknowledged is lost, nothing half done."""

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.domain.retention import Erasure
from app.models.feedback import Message, Thread
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName
from app.rooms.feedback.erasing import erase_words
from app.rooms.feedback.messages import open_words
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.safekeeping.backup_rehearsing import rehearse
from app.rooms.safekeeping.restoring import NotEmpty, is_unfinished, restore
from app.rooms.safekeeping.rotation import begin_rotation, finish_rotation
from app.settings import Settings
from app.vault.machine import load
from app.web.scrub_requests import get_scrub_state
from tests.support import housework
from tests.support.backups import RECOVERY, RESTORING_CHANGES, all_rows, empty_place, use_known_recovery_key
from tests.support.command import sayso
from tests.support.databases import Templates
from tests.support.killing import kill_on_its_way, run_to_its_end
from tests.support.organisation import World
from tests.support.participant import Participant, text_of
from tests.support.raid import raid
from tests.support.sign_in import actor_of
from tests.support.voices import Voice, speak, week_now

ROUNDS = [pytest.param(4, id="four kills"), pytest.param(100, id="a hundred kills", marks=pytest.mark.long)]


@pytest.fixture
def speakers(world: World) -> list[Voice]:
    """People who spoke, and whose codes show them their words."""
    use_known_recovery_key(world.database)
    return [speak(world, f"Voice {number}.", shows_words=True) for number in range(30)]


def require_all_open(world: World, voices: list[Voice]) -> None:
    """Every code opens its own words, and a steward reads them all."""
    steward = actor_of(world, "steward")
    person = Participant(world.browser())
    with world.database.read() as session:
        for number, voice in enumerate(voices):
            (message,) = open_words(session, get_thread_by_ref(session, voice.ref), actor=steward)
            assert message.text == f"Voice {number}."
    for number, voice in list(enumerate(voices))[:: len(voices) // 3]:
        assert f"Voice {number}." in text_of(person.open(voice.code))


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_backup_that_was_killed_is_not_there_and_one_that_is_there_is_whole(
    world: World, speakers: list[Voice], tmp_path: Path, rounds: int
) -> None:
    whole = run_to_its_end(housework.write_backup, world.settings, tmp_path / "whole", world.now)
    kills = 0
    for number in range(rounds):
        file = tmp_path / f"killed-{number}"
        kills += kill_on_its_way(housework.write_backup, world.settings, file, world.now, within=whole)
        if file.exists():
            with file.open("rb") as source:
                assert rehearse(source, RECOVERY.private).counts["voices"] == len(speakers)
            file.unlink()
    assert kills
    require_all_open(world, speakers)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_words_are_erased_whole_or_not_at_all_and_the_next_run_goes_on(
    world: World, speakers: list[Voice], rounds: int
) -> None:
    old = week_now(world).minus(20)
    due = [speak(world, "Old words.", week=old)]
    whole = run_to_its_end(housework.erase_what_is_due, world.settings, world.now)
    kills = 0
    for _ in range(rounds):
        due += [speak(world, "Old words.", week=old) for _ in range(4)]
        kills += kill_on_its_way(housework.erase_what_is_due, world.settings, world.now, within=whole)
        require_no_half_erased(world.database)
    assert kills
    run_to_its_end(housework.erase_what_is_due, world.settings, world.now)
    with world.database.read() as session:
        assert all(get_thread_by_ref(session, voice.ref).words_for_circle is None for voice in due)
    assert "erased" in text_of(Participant(world.browser()).open(due[-1].code))
    require_all_open(world, speakers)


def require_no_half_erased(database: Database) -> None:
    """A thread has its key and its words, or neither."""
    with database.read() as session:
        with_words = set(session.scalars(select(Message.thread_id)))
        with_key = set(session.scalars(select(Thread.id).where(Thread.words_for_circle.is_not(None))))
    assert with_words == with_key


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_change_of_keys_that_was_killed_leaves_every_word_open_and_goes_on(
    world: World, speakers: list[Voice], rounds: int
) -> None:
    begin(world)
    whole = run_to_its_end(housework.seal_anew, world.settings, actor_of(world, "steward"), world.now)
    kills = 0
    for _ in range(rounds):
        begin(world)
        steward = actor_of(world, "steward")
        kills += kill_on_its_way(housework.seal_anew, world.settings, steward, world.now, within=whole)
        require_all_open(world, speakers)
    assert kills
    run_to_its_end(housework.seal_anew, world.settings, actor_of(world, "steward"), world.now)
    with world.database.read() as session:
        states = session.scalars(select(Rotation.state).distinct()).all()
    assert "resealing" not in states
    require_all_open(world, speakers)


@pytest.mark.long
def test_a_scrub_that_was_killed_is_done_again_and_leaves_nothing(
    world: World, speakers: list[Voice]
) -> None:
    begun = time.time() - 1
    erase(world, [speak(world, "Old words.")])
    whole = run_to_its_end(housework.scrub_all, world.settings)
    kills, gone = 0, []
    for _ in range(20):
        old = [speak(world, f"Old words {number}. " * 40) for number in range(4)]
        gone += erase(world, old)
        kills += kill_on_its_way(housework.scrub_all, world.settings, within=whole)
        require_all_open(world, speakers)
    assert kills
    gone += erase(world, [speak(world, "The last old words.")])
    # The control: what was erased last is still in the files, until it is scrubbed.
    assert raid(world.settings, gone, since=begun)
    run_to_its_end(housework.scrub_all, world.settings)
    assert raid(world.settings, gone, since=begun) == []
    require_all_open(world, speakers)


def erase(world: World, voices: list[Voice]) -> list[bytes]:
    """Erase their words, and return a part of each message's box as it lay in its table."""
    with world.database.write() as session:
        threads = [get_thread_by_ref(session, voice.ref) for voice in voices]
        of_these = Message.thread_id.in_([thread.id for thread in threads])
        boxes = session.scalars(select(Message.sealed).where(of_these)).all()
        for thread in threads:
            erase_words(session, thread, because=Erasure.TIME)
    return [box[40:72] for box in boxes]


def begin(world: World) -> None:
    """Change the stewards' key, unless a change of it is going on."""
    steward = actor_of(world, "steward")
    with world.database.write() as session:
        for rotation in session.scalars(select(Rotation).where(Rotation.state == "scrubbing")):
            state = get_scrub_state(session)
            state.done = state.asked  # housework.seal_anew scrubs; that it did is noted by `sayso tick`
            finish_rotation(session, rotation, scrub_number=state.done, today=world.now.date())
        going = select(func.count()).select_from(Rotation).where(Rotation.state == "resealing")
        if not session.scalar(going):
            begin_rotation(session, steward, CircleName.STEWARDS, today=world.now.date())


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_restore_that_was_killed_shows_nothing_serves_nothing_and_is_done_again(
    world: World, speakers: list[Voice], templates: Templates, backend: str, tmp_path: Path, rounds: int
) -> None:
    file = tmp_path / "whole"
    housework.write_backup(world.settings, file, world.now)
    with empty_place(templates, backend, tmp_path / "measured") as place:
        whole = run_to_its_end(housework.bring_back, place, file, RECOVERY.private, world.now)
    kills = 0
    for number in range(rounds):
        with empty_place(templates, backend, tmp_path / f"place-{number}") as place:
            given = (place, file, RECOVERY.private, world.now)
            kills += kill_on_its_way(housework.bring_back, *given, within=whole)
            if is_unfinished(place.data):
                assert sayso(place, "serve").is_refused_in_one_line
            require_restored(world, place, file)
    assert kills


def require_restored(world: World, place: Settings, file: Path) -> None:
    """It is whole, or doing it again makes it so."""
    try:
        restore(file, RECOVERY.private, place, now=world.now)
    except NotEmpty:
        assert not is_unfinished(place.data)
    there = Database(place.effective_database_url)
    assert all_rows(there, without=RESTORING_CHANGES) == all_rows(world.database, without=RESTORING_CHANGES)
    assert load(place.data) == load(world.settings.data)
    there.close()
