"""Scrubbing: what was deleted also leaves the files of the database, its write-ahead log included.

Outside any transaction, and while others read and write. It never waits for ever: what it could not do is
told, and the same call may be made again. The two databases are in ``scrub_sqlite`` and ``scrub_postgresql``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.db import Database
from app.scrub_sqlite import scrub_sqlite

PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class Scrubbed:
    """``left``: what may still lie in the files, as (key, name of the table or nothing)."""

    left: tuple[tuple[str, str], ...] = ()

    @property
    def is_done(self) -> bool:
        """True when nothing that was deleted before the call is left in the files."""
        return not self.left


def scrub(
    database: Database, tables: Sequence[str] | None = None, *, patience: timedelta = PATIENCE
) -> Scrubbed:
    """Rewrite these tables without what was deleted, then cut or throw away the write-ahead log.

    ``tables``: None means all that may hold traces; SQLite always rewrites its whole file. ``patience``: the
    longest wait for others in all; the rewriting itself comes on top. Never call it inside a transaction:
    it would wait for its own caller.
    """
    if database.is_sqlite:
        return Scrubbed(scrub_sqlite(database, patience=patience))
    from app.scrub_postgresql import scrub_postgresql  # its driver is heavy, and none on SQLite

    return Scrubbed(scrub_postgresql(database, tables, patience=patience))
