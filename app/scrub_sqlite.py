"""SQLite: rewrite the file, then cut the write-ahead file to nothing. https://sqlite.org/lang_vacuum.html"""

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from app.db import Database

# Up to this size VACUUM's copy stays in memory; a larger one, which has living rows only, may take a file.
COPY_IN_MEMORY = 256 * 2**20
PAUSE = 0.05


def scrub_sqlite(database: Database, *, patience: timedelta) -> tuple[tuple[str, str], ...]:
    """What could not be done: ``scrub.busy`` when writers held the file, ``scrub.log`` when readers did."""
    path = Path(database.engine.url.database or "")
    until = time.monotonic() + patience.total_seconds()
    with closing(_connect(path, patience)) as connection:
        if not _vacuum(connection, until):
            return (("scrub.busy", ""),)
        return () if _cut_log(connection, until) else (("scrub.log", ""),)


def _connect(path: Path, patience: timedelta) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=min(2.0, patience.total_seconds()), isolation_level=None)
    store = "MEMORY" if path.stat().st_size <= COPY_IN_MEMORY else "FILE"
    for pragma in ("secure_delete=ON", "synchronous=FULL", f"temp_store={store}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _vacuum(connection: sqlite3.Connection, until: float) -> bool:
    while True:
        try:
            connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
        else:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)


def _cut_log(connection: sqlite3.Connection, until: float) -> bool:
    """True when the log holds nothing any more; a reader of an old state keeps it from being cut."""
    while True:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
