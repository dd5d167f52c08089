"""`sayso backup` and `sayso restore` at a terminal: what they ask, what they refuse, what they say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import Database
from app.rooms.safekeeping.restoring import UNFINISHED
from app.settings import Settings
from app.vault.recovery import new_recovery_key, split
from tests.support.backups import HALVES, TYPED, all_rows, empty_place, use_known_recovery_key
from tests.support.command import sayso
from tests.support.databases import Templates


@pytest.fixture
def place(backend: str, templates: Templates, tmp_path: Path) -> Iterator[Settings]:
    """Where nothing is yet."""
    with empty_place(templates, backend, tmp_path / "restored") as settings:
        yield settings


@pytest.fixture
def backup(settings: Settings, database: Database, tmp_path: Path) -> Path:
    """A backup that was made by the command."""
    use_known_recovery_key(database)
    made = sayso(settings, "backup", tmp_path / "a.backup")
    assert (made.status, made.err) == (0, "")
    return tmp_path / "a.backup"


def left_in(place: Settings) -> list[str]:
    """What is in a data folder."""
    return [path.name for path in place.data.iterdir()] if place.data.exists() else []


def test_a_backup_is_for_its_owner_alone_and_never_written_over(settings: Settings, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    before = backup.read_bytes()
    assert sayso(settings, "backup", backup).is_refused_in_one_line
    assert backup.read_bytes() == before
    assert list(backup.parent.glob(".*.part")) == []


def test_a_folder_that_is_not_there_is_said_in_one_line(settings: Settings, tmp_path: Path) -> None:
    assert sayso(settings, "backup", tmp_path / "nowhere" / "a.backup").is_refused_in_one_line


def test_restoring_asks_for_both_halves_in_any_order_and_tells_what_came_back(
    backup: Path, place: Settings
) -> None:
    done = sayso(place, "restore", backup, typed=f"{HALVES[1].lower()}\n{HALVES[0]}\n")
    assert (done.status, done.err) == (0, "")
    assert "voices" in done.out
    assert sayso(place, "restore", backup, typed=TYPED).is_refused_in_one_line


@pytest.mark.parametrize(
    "typed",
    ["", f"{HALVES[0]}\n", f"{HALVES[0]}\n{HALVES[0]}\n", "wrong\nwrong\n"],
    ids=["nothing", "one half", "the same half twice", "no halves"],
)
def test_without_both_halves_nothing_happens(backup: Path, place: Settings, typed: str) -> None:
    refused = sayso(place, "restore", backup, typed=typed)
    assert refused.is_refused_in_one_line
    assert not any(half in refused.err for half in HALVES)
    assert left_in(place) == []


def test_the_halves_of_another_key_open_nothing(backup: Path, place: Settings) -> None:
    halves = ["".join(half) for half in split(new_recovery_key())]
    assert sayso(place, "restore", backup, typed="\n".join(halves)).is_refused_in_one_line
    assert left_in(place) == []


def test_the_halves_are_never_arguments(backup: Path, place: Settings) -> None:
    refused = sayso(place, "restore", backup, *HALVES, typed=TYPED)
    assert refused.status == 2
    assert left_in(place) == []


def test_nothing_is_restored_beside_what_is_there(
    settings: Settings, database: Database, backup: Path
) -> None:
    before = all_rows(database)
    assert sayso(settings, "restore", backup, typed=TYPED).is_refused_in_one_line
    assert all_rows(database) == before


def test_a_file_that_is_no_backup_or_is_not_there_is_said_in_one_line(
    place: Settings, tmp_path: Path, backup: Path
) -> None:
    backup.write_bytes(b"sayso-backup/1\n" + bytes(5000))
    for wrong in (backup, tmp_path / "nowhere", tmp_path):
        assert sayso(place, "restore", wrong, typed=TYPED).is_refused_in_one_line
    assert left_in(place) == []


def test_nothing_is_served_from_a_restore_that_was_broken_off_and_it_may_be_done_again(
    backup: Path, place: Settings
) -> None:
    place.data.mkdir()
    (place.data / UNFINISHED).touch()
    assert sayso(place, "serve").is_refused_in_one_line
    assert sayso(place, "restore", backup, typed=TYPED).status == 0
    assert not (place.data / UNFINISHED).exists()


def test_a_restore_that_only_missed_its_last_word_is_whole(backup: Path, place: Settings) -> None:
    sayso(place, "restore", backup, typed=TYPED)
    (place.data / UNFINISHED).touch()
    there = Database(place.effective_database_url)
    before = all_rows(there)
    again = sayso(place, "restore", backup, typed=TYPED)
    assert again.is_refused_in_one_line
    assert "whole already" in again.err
    assert not (place.data / UNFINISHED).exists()
    assert all_rows(there) == before
    there.close()
