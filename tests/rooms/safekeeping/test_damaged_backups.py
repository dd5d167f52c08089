"""A backup that was cut, changed or made up is refused before anything of it can be seen."""

import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.db import Database
from app.rooms.safekeeping.backup_reading import open_backup
from app.rooms.safekeeping.backup_records import BackupDamaged
from app.rooms.safekeeping.backup_snapshot import snapshot
from app.rooms.safekeeping.backup_writing import back_up, write_stream
from app.rooms.safekeeping.restoring import is_unfinished, restore
from app.settings import Settings
from app.vault.boxes import CannotOpen
from app.vault.machine import load
from app.vault.sealed_stream import HEAD_BYTES, SEALED_PIECE_BYTES, SealedWriter, read_sealed
from tests.support.backups import RECOVERY, empty_place, use_known_recovery_key
from tests.support.databases import Templates
from tests.support.organisation import NOW

Lines = list[bytes]


@pytest.fixture
def place(backend: str, templates: Templates, tmp_path: Path) -> Iterator[Settings]:
    """Where nothing is yet."""
    with empty_place(templates, backend, tmp_path / "restored") as settings:
        yield settings


def left_in(place: Settings) -> list[str]:
    """What is in a data folder."""
    return [path.name for path in place.data.iterdir()] if place.data.exists() else []


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "its last piece is missing": lambda data: data[:-SEALED_PIECE_BYTES],
    "its last byte is missing": lambda data: data[:-1],
    "something was added": lambda data: data + b"x",
    "one bit in the middle changed": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "two pieces changed places": lambda data: (
        data[:HEAD_BYTES]
        + data[HEAD_BYTES + SEALED_PIECE_BYTES : HEAD_BYTES + 2 * SEALED_PIECE_BYTES]
        + data[HEAD_BYTES : HEAD_BYTES + SEALED_PIECE_BYTES]
        + data[HEAD_BYTES + 2 * SEALED_PIECE_BYTES :]
    ),
}


def test_a_file_that_was_cut_or_changed_leaves_nothing(
    settings: Settings, database: Database, place: Settings, tmp_path: Path
) -> None:
    use_known_recovery_key(database)
    file = tmp_path / "a.backup"
    back_up(database, load(settings.data), file, now=NOW)
    whole = file.read_bytes()
    for change in CUTS.values():
        file.write_bytes(change(whole))
        with pytest.raises((BackupDamaged, CannotOpen)):
            restore(file, RECOVERY.private, place, now=NOW)
        assert left_in(place) == []
        assert not is_unfinished(place.data)
    file.write_bytes(whole)
    assert restore(file, RECOVERY.private, place, now=NOW).counts["account"] == 11


def _without(word: bytes) -> Callable[[Lines], Lines]:
    return lambda lines: [line for line in lines if word not in line]


def _end_again(lines: Lines) -> Lines:
    """The digest of a list of lines that somebody else changed, so that only the count is wrong."""
    end = lines[-1].split(b'"sha256":"')[0]
    digest = hashlib.sha256(b"".join(lines[:-1])).hexdigest().encode()
    return [*lines[:-1], end + b'"sha256":"' + digest + b'"}\n']


CHANGES: dict[str, Callable[[Lines], Lines]] = {
    "a row is missing": _without(b'"Drop-in"'),
    "a row is missing and the digest was made anew": lambda lines: _end_again(_without(b'"Drop-in"')(lines)),
    "the end is missing": lambda lines: lines[:-1],
    "something follows the end": lambda lines: [*lines, b"[1]\n"],
    "a row stands before its table": lambda lines: [lines[0], b"[1]\n", *lines[1:]],
    "a table comes twice": lambda lines: _end_again([*lines[:2], lines[1], *lines[2:]]),
    "a table has a name that is none": lambda lines: _end_again(
        [lines[0], b'{"table":"x; DROP","columns":[["a","text"]]}\n', *lines[1:]]
    ),
    "a line is no JSON": lambda lines: [lines[0], b"{\n", *lines[1:]],
    "a row is too short": lambda lines: _end_again(
        [b'["drop-in"]\n' if b'"Drop-in"' in line else line for line in lines]
    ),
    "it has another form": lambda lines: [b'{"sayso_backup":2}\n', *lines[1:]],
    "it is empty": lambda lines: [],
}


@pytest.fixture(scope="module")
def lines(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """What is sealed in a backup of a founded organisation."""
    folder = tmp_path_factory.mktemp("lines")
    database = Database(templates.copy("sqlite", "founded", folder))
    out = io.BytesIO()
    with snapshot(database) as connection:
        write_stream(connection, out, load(folder), recipient=RECOVERY.public, now=NOW)
    database.close()
    out.seek(0)
    return zlib.decompress(b"".join(read_sealed(out, RECOVERY.private))).splitlines(keepends=True)


def made_up(lines: Lines, file: Path) -> Path:
    """Sealed as a backup is: for this the public key is enough."""
    with file.open("wb") as out:
        writer = SealedWriter(out, RECOVERY.public)
        writer.write(zlib.compress(b"".join(lines)))
        writer.finish()
    return file


@pytest.mark.parametrize("change", CHANGES)
def test_lines_that_do_not_fit_together_are_not_believed(lines: Lines, tmp_path: Path, change: str) -> None:
    file = made_up(CHANGES[change](lines), tmp_path / "made-up")
    with file.open("rb") as source, pytest.raises(BackupDamaged):
        list(open_backup(source, RECOVERY.private)[1])


def test_lines_as_they_were_are_believed(lines: Lines, tmp_path: Path) -> None:
    with made_up(_end_again(lines), tmp_path / "the-same").open("rb") as source:
        batches = list(open_backup(source, RECOVERY.private)[1])
    assert sum(len(batch.rows) for batch in batches if batch.head.name == "place") == 2


def test_what_only_the_database_can_know_to_be_wrong_leaves_nothing(
    lines: Lines, place: Settings, tmp_path: Path
) -> None:
    without_a_parent = _without(b'"steward2"')(lines)
    without_a_parent[-1] = without_a_parent[-1].replace(b'"account":11', b'"account":10')
    of_a_later_program = [lines[0].replace(b'"revision":"', b'"revision":"9'), *lines[1:]]
    for wrong in (without_a_parent, of_a_later_program):
        with pytest.raises((BackupDamaged, IntegrityError)):
            restore(made_up(_end_again(wrong), tmp_path / "wrong"), RECOVERY.private, place, now=NOW)
        assert left_in(place) == []
