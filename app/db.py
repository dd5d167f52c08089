"""Engines and the two kinds of session. One request, one transaction: return commits, raise rolls back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.settings import Settings

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=20000",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)


class ReadSession(Session):
    """A session whose transaction is rolled back at the end."""


class WriteSession(Session):
    """A session whose transaction is committed when the request's function returns."""


class Database:
    """One engine and how to open a transaction on it."""

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.engine = make_engine(url, pool_size=pool_size)
        self._writer = self.engine.execution_options(sayso_begin="IMMEDIATE")

    @property
    def is_sqlite(self) -> bool:
        """True on the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[ReadSession]:
        """A read-only transaction on one snapshot."""
        with ReadSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[WriteSession]:
        """A transaction that takes the write lock at once; commits on return, rolls back on raise."""
        with WriteSession(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def answers(self) -> bool:
        """True when the database answers a trivial question."""
        with self.engine.connect() as connection:
            return bool(connection.execute(text("SELECT 1")).scalar_one())

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_database(settings: Settings) -> Database:
    """The database of these settings; the data folder is made (for its owner only) if it is missing."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Database(settings.effective_database_url, pool_size=settings.threads + 1)


def make_engine(url: str, *, pool_size: int = 5) -> Engine:
    """An engine that never prints bound values and starts transactions as the house asks."""
    options: dict[str, Any] = {  # Any: engine keywords differ by dialect
        "hide_parameters": True,
        "poolclass": QueuePool,
        "pool_size": pool_size,
        "max_overflow": 4,
        "pool_timeout": 20,
        "json_serializer": lambda value: json.dumps(value, sort_keys=True, ensure_ascii=False),
    }
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"check_same_thread": False}, **options)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url,
        connect_args={"options": "-c synchronous_commit=on -c timezone=UTC -c lock_timeout=20s"},
        pool_pre_ping=True,
        **options,
    )


def _set_pragmas(connection: Any, _record: object) -> None:  # Any: the driver's own connection
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sayso_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
