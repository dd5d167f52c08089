"""A backup is written: pressed, sealed to the recovery key, under its name only when it is whole."""

import hashlib
import os
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from app.db import Database
from app.models.backups import Backup
from app.rooms.safekeeping.backup_records import as_line
from app.rooms.safekeeping.backup_snapshot import (
    CannotBackUp,
    get_recovery_public_key,
    header_of,
    list_backed_up_tables,
    snapshot,
    table_head,
    table_lines,
)
from app.vault.machine import MachineKeys, encode
from app.vault.sealed_stream import SealedWriter, Sink

_PRESSING = 3  # sealed words hardly shrink, so more effort buys little
PART = ".part"


@dataclass(frozen=True)
class Made:
    """A backup as it lies on the disk. ``rows`` of all tables."""

    size: int
    rows: int
    sha256: bytes
    recovery_public_key: bytes


def back_up(
    database: Database, machine: MachineKeys, target: Path, *, now: datetime, is_nightly: bool = False
) -> Made:
    """Write a backup of this moment to ``target``, which must not exist, and remember that it was made.

    ``CannotBackUp`` says why not; nothing is left under the name then. ``OSError`` for the disk's reasons.
    """
    if target.exists():
        raise CannotBackUp(f"There is a file of this name already: {target}")
    with _under_its_name_when_whole(target) as file:
        out = _Counted(file)
        with snapshot(database) as connection:
            recipient = get_recovery_public_key(connection)
            rows = write_stream(connection, out, machine, recipient=recipient, now=now)
    made = Made(out.size, rows, out.digest.digest(), recipient)
    with database.write() as session:
        session.add(
            Backup(
                name=target.name,
                made_at=now,
                size=made.size,
                rows=made.rows,
                sha256=made.sha256,
                recovery_public_key=recipient,
                is_nightly=is_nightly,
            )
        )
    return made


def write_stream(
    connection: Connection, out: Sink, machine: MachineKeys, *, recipient: bytes, now: datetime
) -> int:
    """All of a backup's bytes, in little memory; returns how many rows they hold."""
    sealing = SealedWriter(out, recipient)
    press = zlib.compressobj(_PRESSING)
    digest = hashlib.sha256()
    counts: dict[str, int] = {}

    def put(line: bytes) -> None:
        digest.update(line)
        sealing.write(press.compress(line))

    put(header_of(connection, machine_keys=encode(machine), now=now).line())
    for table in list_backed_up_tables():
        put(table_head(table).line())
        counts[table.name] = 0
        for line in table_lines(connection, table):
            put(line)
            counts[table.name] += 1
    put(as_line({"end": counts, "sha256": digest.hexdigest()}))
    sealing.write(press.flush())
    sealing.finish()
    return sum(counts.values())


class _Counted:
    """Counts and digests what goes to the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Pass it on."""
        self._file.write(data)
        self.size += len(data)
        self.digest.update(data)


@contextmanager
def _under_its_name_when_whole(target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
