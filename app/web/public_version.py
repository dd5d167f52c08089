"""The number that every public write raises; kept public pages are thrown away by it."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

import anyio
import anyio.to_thread
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db import Database
from app.models.organisation import PublicVersion

OLDEST_SECONDS = 1.0


def raise_public_version(session: Session) -> None:
    """Call in the transaction of every write that changes a public page."""
    session.execute(update(PublicVersion).values(number=PublicVersion.number + 1))


def get_public_version(session: Session) -> int:
    """The number as it stands."""
    return session.scalar(select(PublicVersion.number)) or 0


class VersionSource(Protocol):
    """Reads the number once a request, without holding up the others."""

    async def read(self) -> int | None:
        """The number, 0 before the organisation is founded, None while the database does not answer."""

    def forget(self) -> None:
        """Something may have been written here: the next reading is a fresh one."""

    def close(self) -> None:
        """Give connections back."""


class SqliteVersion:
    """Asks the file each time, over a connection of its own: some microseconds, and no writer blocks it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def read(self) -> int | None:
        """The number as last committed, by whichever process."""
        try:
            connection = self._connection or self._connect()
            # All rows are fetched, so that no reading stays open and keeps the log from being cut.
            rows = connection.execute("SELECT number FROM public_version").fetchall()
        except sqlite3.Error:
            return None
        return int(rows[0][0]) if rows else 0

    def forget(self) -> None:
        """Nothing is remembered."""

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> sqlite3.Connection:
        self._connection = sqlite3.connect(
            self._path, timeout=0.05, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA query_only=ON")
        return self._connection


class PolledVersion:
    """Asks a server's database at most once a second; after a write of this process, at once."""

    def __init__(
        self, ask: Callable[[], int | None], *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._monotonic = monotonic
        self._number: int | None = None
        self._until = float("-inf")
        self._forgotten = 0
        self._asking = anyio.Lock()
        self._limiter = anyio.CapacityLimiter(1)

    async def read(self) -> int | None:
        """The number, at most a second old."""
        if self._monotonic() < self._until:
            return self._number
        async with self._asking:
            asked_at, forgotten = self._monotonic(), self._forgotten
            if asked_at >= self._until:
                self._number = await anyio.to_thread.run_sync(self._ask, limiter=self._limiter)
                if forgotten == self._forgotten:
                    self._until = asked_at + OLDEST_SECONDS
        return self._number

    def forget(self) -> None:
        """Ask again at the next reading, also when somebody is asking just now."""
        self._until = float("-inf")
        self._forgotten += 1

    def close(self) -> None:
        """The engine belongs to the database."""


def ask(database: Database) -> int | None:
    """The number as last committed, None while the database does not answer."""
    try:
        with database.read() as session:
            return get_public_version(session)
    except SQLAlchemyError:
        return None


def version_source(database: Database) -> VersionSource:
    """How this database's number is read."""
    if database.is_sqlite:
        return SqliteVersion(database.engine.url.database or "")
    return PolledVersion(partial(ask, database))
