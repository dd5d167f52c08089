"""Rows of a backup go into empty tables of either database, inside the caller's transaction."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text

from app.migrate import configuration
from app.rooms.safekeeping.backup_reading import Batch
from app.rooms.safekeeping.backup_records import CLOCK, TIME, BackupDamaged, Value
from app.rooms.safekeeping.backup_snapshot import LEFT_OUT

SHORT = 100
_NEWER = "This backup was made by a newer program. Install that one, or a later one, and restore again."
_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
_COUNTED_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema()
AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""


def move_to(connection: Connection, revision: str) -> None:
    """Bring the tables to a shape, inside this transaction; ``BackupDamaged`` for one that is not known."""
    from alembic import command  # heavy, and needed for a restore alone
    from alembic.util import CommandError

    config = configuration("")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError:
        raise BackupDamaged(_NEWER) from None


def load(connection: Connection, batches: Iterable[Batch]) -> dict[str, int]:
    """Store every row; returns how many each table has. The tables are there.

    Every reference is checked at the end, whatever the order of the tables.
    """
    if connection.dialect.name == "sqlite":
        counts = _store(connection, batches, _insert)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise BackupDamaged("The backup holds a row whose parent is missing.")
        return counts
    keys = connection.execute(text(_FOREIGN_KEYS)).all()
    for table, name, _ in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    counts = _store(connection, batches, _copy)
    for table, name, definition in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    _count_on(connection)
    return counts


def shortened(batches: Iterable[Batch]) -> Iterable[Batch]:
    """The same rows with long sealed values put as their digest: enough to try a restore in little memory."""
    for batch in batches:
        if batch.head.name.startswith("ledger_"):  # it is in the open, and looked at whole
            yield batch
            continue
        rows = [[_short(value) for value in row] for row in batch.rows]
        yield replace(batch, rows=rows)


def _short(value: Value) -> Value:
    return sha256(value).digest() if isinstance(value, bytes) and len(value) > SHORT else value


def _store(
    connection: Connection, batches: Iterable[Batch], store: Callable[[Connection, Batch], None]
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for batch in batches:
        # What no backup of ours holds is not believed when one does.
        if batch.head.name in LEFT_OUT:
            continue
        if batch.head.name not in counts:  # a migration may have put a first row there
            connection.exec_driver_sql(f'DELETE FROM "{batch.head.name}"')  # noqa: S608  # names were checked
        store(connection, batch)
        counts[batch.head.name] = counts.get(batch.head.name, 0) + len(batch.rows)
    return counts


def _insert(connection: Connection, batch: Batch) -> None:
    if not batch.rows:
        return
    places = ", ".join("?" * len(batch.head.columns))
    names = ", ".join(f'"{name}"' for name, _ in batch.head.columns)
    statement = f'INSERT INTO "{batch.head.name}" ({names}) VALUES ({places})'  # noqa: S608  # names were checked
    kinds = [kind for _, kind in batch.head.columns]
    rows = [tuple(_sqlite(value, kind) for value, kind in zip(row, kinds, strict=True)) for row in batch.rows]
    connection.exec_driver_sql(statement, rows)


def _sqlite(value: Value, kind: str) -> object:
    if kind == TIME and isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", timespec="microseconds")
    if kind == CLOCK and isinstance(value, str):
        return value.ljust(15, "0") if "." in value else f"{value}.000000"
    return value


def _copy(connection: Connection, batch: Batch) -> None:
    if not batch.rows:
        return
    names = ", ".join(f'"{name}"' for name, _ in batch.head.columns)
    driver: Any = connection.connection.driver_connection  # Any: psycopg's own connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f'COPY "{batch.head.name}" ({names}) FROM STDIN') as copying,
    ):
        for row in batch.rows:
            copying.write_row(row)


def _count_on(connection: Connection) -> None:
    """Rows brought their numbers, so PostgreSQL has yet to learn where to go on."""
    for table, column in connection.execute(text(_COUNTED_COLUMNS)).all():
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), "  # noqa: S608  # own tables
            f'coalesce((SELECT max("{column}") FROM "{table}"), 0) + 1, false)'
        )
