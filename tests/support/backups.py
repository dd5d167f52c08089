"""A recovery key whose halves a test knows, places to restore into, and all rows to compare."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from app.db import Database
from app.models import Model
from app.models.organisation import Organisation
from app.rooms.safekeeping.backup_snapshot import LEFT_OUT
from app.settings import Settings
from app.vault.recovery import new_recovery_key, split
from tests.support.databases import Templates

RECOVERY = new_recovery_key()
HALVES = tuple(" ".join(half) for half in split(RECOVERY))
TYPED = "\n".join(HALVES) + "\n"
RESTORING_CHANGES = frozenset({"ledger_leaf", "ledger_node", "ledger_state", "public_version", "backup"})

Rows = dict[str, list[tuple[Any, ...]]]  # Any: the columns' own types


def use_known_recovery_key(database: Database) -> None:
    """From now on backups are sealed to ``RECOVERY``."""
    with database.write() as session:
        session.execute(update(Organisation).values(recovery_public_key=RECOVERY.public))


@contextmanager
def empty_place(templates: Templates, backend: str, folder: Path) -> Iterator[Settings]:
    """Settings of a folder and a database that hold nothing."""
    url = templates.empty(backend, folder)
    yield Settings(data=folder, database_url=url, base_url="http://testserver")
    templates.drop(url)


def all_rows(database: Database, *, without: frozenset[str] = frozenset()) -> Rows:
    """Every row of every table that backups hold, sorted; read in one snapshot."""
    tables = [table for table in Model.metadata.sorted_tables if table.name not in LEFT_OUT | without]
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in tables
        }
