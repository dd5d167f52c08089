"""A backup becomes a database again: all of it or nothing, and never beside something that is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Session

from app.db import Database, WriteSession, open_database
from app.rooms.safekeeping.backup_reading import open_backup
from app.rooms.safekeeping.backup_records import BackupDamaged, Header
from app.rooms.safekeeping.backup_snapshot import newest_revision
from app.rooms.safekeeping.restore_aftermath import Aftermath, settle
from app.rooms.safekeeping.restore_loading import load, move_to
from app.settings import Settings
from app.vault.machine import MachineKeys, decode, store

UNFINISHED = "restore-unfinished"
_NOT_EMPTY = "This data folder is not empty: {}. Restore into an empty one (SAYSO_DATA)."
_DATABASE_NOT_EMPTY = "The database is not empty. Restore into an empty one (SAYSO_DATABASE_URL)."


class NotEmpty(Exception):
    """Something is there already; nothing was changed. Says what in one line."""


@dataclass(frozen=True)
class Restored:
    """What came back, and what was done before anybody could ask for a page."""

    made_at: datetime
    counts: dict[str, int]
    aftermath: Aftermath


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
        with _marked(settings.data), _one_transaction(settings) as connection:
            move_to(connection, header.revision)
            counts = load(connection, batches)
            move_to(connection, newest_revision() or "head")
            aftermath = _settle(connection, machine, header, now=now, purged=purged)
            # Before the rows can be seen: a database without its keys would not start.
            store(settings.data, machine)
    return Restored(header.made_at, counts, aftermath)


def is_unfinished(data: Path) -> bool:
    """True while a restore into this folder has begun and not ended: nothing may be served from it."""
    return (data / UNFINISHED).exists()


def require_empty(settings: Settings) -> None:
    """``NotEmpty`` unless nothing of ours is in the folder and the database, but what a broken restore left."""
    began = is_unfinished(settings.data)
    allowed = {"migrate.lock", UNFINISHED, settings.effective_backups.name}
    if settings.data.exists() and not began:
        there = sorted(path.name for path in settings.data.iterdir() if path.name not in allowed)
        if there:
            raise NotEmpty(_NOT_EMPTY.format(", ".join(there[:3])))
    database = open_database(settings)
    try:
        if inspect(database.engine).get_table_names():
            raise NotEmpty(_DATABASE_NOT_EMPTY)
    finally:
        database.close()


def _machine_keys(header: Header) -> MachineKeys:
    try:
        return decode(header.machine_keys)
    except ValueError:
        raise BackupDamaged("The machine keys in the backup cannot be read.") from None


@contextmanager
def _marked(data: Path) -> Iterator[None]:
    mark = data / UNFINISHED
    mark.touch()
    os.sync()
    (data / "keys" / "machine.json").unlink(missing_ok=True)  # what a broken restore left
    yield
    mark.unlink()


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


def _settle(
    connection: Connection, machine: MachineKeys, header: Header, *, now: datetime, purged: frozenset[str]
) -> Aftermath:
    session: Session
    with WriteSession(connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session:
        aftermath = settle(session, now=now, made_at=header.made_at, purged=purged)
        session.commit()
    return aftermath


__all__ = ["Database", "NotEmpty", "Restored", "is_unfinished", "require_empty", "restore"]
