"""Everything that is kept, as lines, read in one snapshot while others write on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, Text, cast, inspect, select, text

from app.db import Database
from app.migrate import newest_revision
from app.models import Model
from app.models.organisation import Organisation
from app.rooms.safekeeping.backup_records import (
    JSON_TEXT,
    Header,
    TableHead,
    encoders_for,
    kind_of,
    row_line,
)

LEFT_OUT = frozenset(
    {"staff_session", "ballot_key", "ballot_seat", "reshow_key", "setup_link", "lease", "bucket"}
)
"""Sessions; what opens votes that are not counted yet, and what casts a board seat's; what would show a
receipt code again after its ten minutes; who does the regular work now;
how many spoke, and at which kiosk, in the last ten minutes. No restored database has them."""
ROWS_AT_ONCE = 200


class CannotBackUp(Exception):
    """Says in one line why there is nothing to read, or nobody to seal it to."""


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A connection that sees one moment, however long it reads and whatever others write."""
    options: dict[str, Any] = {}  # Any: engine keywords differ by dialect
    if not database.is_sqlite:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.engine.connect() as connection:
        yield connection.execution_options(**options)


def get_recovery_public_key(connection: Connection) -> bytes:
    """Whom a backup is sealed to; ``CannotBackUp`` before there is an organisation in tables of today."""
    revision = current_revision(connection)
    if revision != newest_revision():
        raise CannotBackUp("The database is not in the newest shape. Run `sayso migrate` first.")
    key: bytes | None = connection.scalar(select(Organisation.recovery_public_key))
    if key is None:
        raise CannotBackUp("There is no organisation yet, and so no recovery key to seal a backup to.")
    return key


def header_of(connection: Connection, *, machine_keys: str, now: datetime) -> Header:
    """What stands before the tables."""
    revision = current_revision(connection)
    return Header(now, str(revision), connection.dialect.name, machine_keys)


def list_backed_up_tables() -> list[Table]:
    """Every table but those that are left out, parents before children."""
    return [table for table in Model.metadata.sorted_tables if table.name not in LEFT_OUT]


def table_head(table: Table) -> TableHead:
    """The table and those of its columns that hold something of their own."""
    return TableHead(table.name, tuple((column.name, kind_of(column)) for column in _columns(table)))


def table_lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Its rows in the order of their keys, so that a backup tells nothing of the order on the disk."""
    head = table_head(table)
    encoders = encoders_for(head)
    asked: list[ColumnElement[Any]] = [
        cast(column, Text) if kind == JSON_TEXT else column
        for column, (_, kind) in zip(_columns(table), head.columns, strict=True)
    ]
    rows = select(*asked).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(rows):
        yield row_line(tuple(row), encoders)


def current_revision(connection: Connection) -> str | None:
    """The shape that the tables have."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.computed is None]
