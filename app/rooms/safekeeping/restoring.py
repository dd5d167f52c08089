"""A backup becomes a database again: all of it or nothing, and never beside something that is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, make_url

from app.db import WriteSession, open_database
from app.migrate import newest_revision
from app.rooms.safekeeping import purged_list
from app.rooms.safekeeping.backup_reading import open_backup
from app.rooms.safekeeping.backup_records import BackupDamaged, Header
from app.rooms.safekeeping.restore_aftermath import Aftermath, settle
from app.rooms.safekeeping.restore_loading import load, move_to
from app.rooms.safekeeping.traces import trace_words
from app.scrubbing import scrub
from app.settings import Settings
from app.vault.machine import MachineKeys, decode, store

UNFINISHED = "restore-unfinished"
_NOT_EMPTY = "This data folder is not empty: {}. Restore into an empty one (SAYSO_DATA)."
_WAS_FINISHED = "The restore was whole already and only not marked so. Nothing more is to be done: serve."
_DATABASE_NOT_EMPTY = "The database is not empty. Restore into an empty one (SAYSO_DATABASE_URL)."


class NotEmpty(Exception):
    """Something is there already; nothing was changed. Says what in one line."""


@dataclass(frozen=True)
class Restored:
    """What came back, what was done before anybody could ask for a page; what scrubbing could not do."""

    made_at: datetime
    counts: dict[str, int]
    aftermath: Aftermath
    traces: tuple[str, ...]


def restore(
    source: Path, private: bytes, settings: Settings, *, now: datetime, purged: frozenset[str] = frozenset()
) -> Restored:
    """Bring back the moment of the backup into an empty folder and database of these settings.

    ``purged``: references of what was erased since. ``NotEmpty``, ``CannotOpen``, ``BackupDamaged``.
    """
    require_empty(settings)
    with source.open("rb") as file:
        header, batches = open_backup(file, private)
        machine = _machine_keys(header)
        with _marked(settings), _one_transaction(settings) as connection:
            move_to(connection, header.revision)
            counts = load(connection, batches)
            move_to(connection, newest_revision())
            aftermath = _settle(connection, machine, header, now=now, purged=purged)
            # Before the rows can be seen: a database without its keys would not start.
            store(settings.data, machine)
    traces = _scrub(settings) if aftermath.due or aftermath.listed else ()
    return Restored(header.made_at, counts, aftermath, tuple(traces))


def is_unfinished(data: Path) -> bool:
    """True while a restore into this folder has begun and not ended: nothing may be served from it."""
    return (data / UNFINISHED).exists()


def _finish(settings: Settings) -> bool:
    """True when a restore that was broken off had stored everything already: then only its mark was left."""
    if not is_unfinished(settings.data) or not _has_tables(settings):
        return False
    (settings.data / UNFINISHED).unlink()
    return True


def require_empty(settings: Settings) -> None:
    """``NotEmpty`` unless folder and database hold nothing, or only what a broken restore left."""
    if _finish(settings):
        raise NotEmpty(_WAS_FINISHED)
    began = is_unfinished(settings.data)
    allowed = {"migrate.lock", purged_list.NAME, UNFINISHED, settings.effective_backups.name}
    if settings.data.exists() and not began:
        there = sorted(path.name for path in settings.data.iterdir() if path.name not in allowed)
        if there:
            raise NotEmpty(_NOT_EMPTY.format(", ".join(there[:3])))
    if _has_tables(settings):
        raise NotEmpty(_DATABASE_NOT_EMPTY)


def _has_tables(settings: Settings) -> bool:
    url = make_url(settings.effective_database_url)
    # Looking into a SQLite file that is not there would make one.
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return False
    database = open_database(settings)
    try:
        return bool(inspect(database.engine).get_table_names())
    finally:
        database.close()


def _machine_keys(header: Header) -> MachineKeys:
    try:
        return decode(header.machine_keys)
    except ValueError:
        raise BackupDamaged("The machine keys in the backup cannot be read.") from None


@contextmanager
def _marked(settings: Settings) -> Iterator[None]:
    """While the mark is there nothing is served; what fails takes away all that it brought."""
    mark = settings.data / UNFINISHED
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark.touch()
    _sync(settings.data)
    (settings.data / "keys" / "machine.json").unlink(missing_ok=True)  # what a broken restore left
    try:
        yield
    except BaseException:
        for left in ("keys/machine.json", "sayso.db", "sayso.db-wal", "sayso.db-shm"):
            (settings.data / left).unlink(missing_ok=True)
        raise
    finally:
        mark.unlink()
        _sync(settings.data)


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _one_transaction(settings: Settings) -> Iterator[Connection]:
    database = open_database(settings)
    try:
        writer = database.engine.execution_options(sayso_begin="IMMEDIATE")
        with writer.connect() as connection:
            if database.is_sqlite:
                connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                yield connection
    finally:
        database.close()


def _scrub(settings: Settings) -> list[str]:
    """What was stored and erased again in the same breath leaves the files too; says what it could not."""
    database = open_database(settings)
    try:
        return trace_words(scrub(database).left)
    finally:
        database.close()


def _settle(
    connection: Connection, machine: MachineKeys, header: Header, *, now: datetime, purged: frozenset[str]
) -> Aftermath:
    with WriteSession(connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session:
        aftermath = settle(session, now=now, made_at=header.made_at, purged=purged)
        session.commit()
    return aftermath
