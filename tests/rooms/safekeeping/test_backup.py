"""A backup is whole, sealed and comes back as the moment was, from either database into either."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models.ledger import LedgerLeaf
from app.models.people import StaffSession
from app.rooms.feedback.purging import purge_due_words
from app.rooms.safekeeping.backup_snapshot import CannotBackUp
from app.rooms.safekeeping.backup_writing import back_up
from app.rooms.safekeeping.restoring import restore
from app.settings import Settings
from app.vault.machine import load
from tests.support.backups import (
    RECOVERY,
    RESTORING_CHANGES,
    all_rows,
    empty_place,
    use_known_recovery_key,
)
from tests.support.ballots import choose
from tests.support.ballots import opened as opened_ballot
from tests.support.crowd import Size, gather
from tests.support.databases import BACKENDS, Templates
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of
from tests.support.sign_in import token_of
from tests.support.voices import speak

SMALL = Size(voices=40, proposals=8, decisions=6, policies=4, answers=5)


@pytest.fixture
def crowded(world: World) -> World:
    """An organisation with some of everything, whose recovery key is known."""
    use_known_recovery_key(world.database)
    gather(world, SMALL)
    with world.database.write() as session:  # what a server would have erased long ago
        assert purge_due_words(session, world.now.date())
    return world


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, templates: Templates, tmp_path: Path) -> Iterator[Settings]:
    """Where nothing is yet: a folder and a database of each kind."""
    with empty_place(templates, request.param, tmp_path / "restored") as settings:
        yield settings


def opened(settings: Settings) -> Database:
    return Database(settings.effective_database_url)


def test_every_row_comes_back_as_it_was_from_either_database_into_either(
    crowded: World, place: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "whole.backup"
    made = back_up(crowded.database, load(crowded.settings.data), file, now=crowded.now)
    restored = restore(file, RECOVERY.private, place, now=crowded.now)
    there = opened(place)
    assert all_rows(there, without=RESTORING_CHANGES) == all_rows(crowded.database, without=RESTORING_CHANGES)
    assert sum(restored.counts.values()) == made.rows
    assert load(place.data) == load(crowded.settings.data)
    there.close()


def test_the_restored_program_serves_opens_codes_takes_in_words_and_says_that_it_was_restored(
    world: World, templates: Templates, backend: str, tmp_path: Path
) -> None:
    use_known_recovery_key(world.database)
    code = code_on(Participant(world.browser()).say("The van came late.", keep_words="yes"))
    session = token_of(world, "steward")
    back_up(world.database, load(world.settings.data), tmp_path / "b", now=world.now)
    with empty_place(templates, backend, tmp_path / "restored") as place:
        restore(tmp_path / "b", RECOVERY.private, place, now=world.now)
        require_it_goes_on(World(place, opened(place)), code, session)


def require_it_goes_on(there: World, code: str, session: str) -> None:
    """Codes open, people speak, an old session does not, a new one does."""
    with there.running():
        person = Participant(there.browser())
        assert "The van came late." in text_of(person.open(code))
        assert person.say("And again.").status_code == 201
        thief = there.browser()
        thief.cookies.set("session", session)
        assert thief.get("/desk").status_code == 303
        assert "Everything was restored from a backup" in there.browser().get("/ledger").text
        assert token_of(there, "steward")
    with there.database.read() as asked:
        assert asked.scalar(select(func.count()).select_from(StaffSession)) == 1
        assert (
            b"backup.restore"
            in asked.scalars(select(LedgerLeaf.body).order_by(LedgerLeaf.index.desc())).first()
        )
    there.database.close()


def test_what_nobody_can_count_is_void_and_what_was_due_is_erased_before_anybody_asks(
    world: World, templates: Templates, backend: str, tmp_path: Path
) -> None:
    use_known_recovery_key(world.database)
    code = code_on(Participant(world.browser()).say("The van came late.", keep_words="yes"))
    ballot = opened_ballot(world)
    choose(world, ballot, "yes", "no")
    back_up(world.database, load(world.settings.data), tmp_path / "b", now=world.now)
    world.pass_time(days=120)
    with empty_place(templates, backend, tmp_path / "restored") as place:
        done = restore(tmp_path / "b", RECOVERY.private, place, now=world.now)
        assert (done.aftermath.due, done.aftermath.void, done.traces) == (1, 1, ())
        there = World(place, opened(place), now=world.now)
        with there.running():
            page = text_of(Participant(there.browser()).open(code))
            assert "The van came late." not in page
            voided = text_of(there.browser().get(f"/ballots/{ballot.ref}"))
            assert "restored from a backup" in voided
        there.database.close()


def test_what_was_erased_after_the_backup_is_erased_again_by_the_list(
    world: World, templates: Templates, backend: str, tmp_path: Path
) -> None:
    use_known_recovery_key(world.database)
    gone, kept = speak(world, "Gone.", shows_words=True), speak(world, "Kept.", shows_words=True)
    code_gone = speak(world, "Without a code.", shows_words=True)
    back_up(world.database, load(world.settings.data), tmp_path / "b", now=world.now)
    listed = frozenset({gone.ref, f"receipt:{code_gone.ref}", "F-NEVER2"})
    with empty_place(templates, backend, tmp_path / "restored") as place:
        done = restore(tmp_path / "b", RECOVERY.private, place, now=world.now, purged=listed)
        assert (done.aftermath.listed, done.traces) == (2, ())
        there = World(place, opened(place), now=world.now)
        with there.running():
            person = Participant(there.browser())
            assert "Gone." not in text_of(person.open(gone.code))
            assert "Kept." in text_of(person.open(kept.code))
            assert person.open(code_gone.code).status_code == 404
        there.database.close()


def test_before_there_is_an_organisation_nothing_can_be_sealed(empty_world: World, tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp):
        back_up(empty_world.database, load(empty_world.settings.data), tmp_path / "b", now=empty_world.now)
    assert not (tmp_path / "b").exists()
