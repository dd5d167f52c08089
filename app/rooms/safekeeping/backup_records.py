"""The lines of a backup before they are pressed and sealed: JSON, one record a line (`docs/backup.md`)."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String, Time
from sqlalchemy.types import TypeEngine

from app.models.schema import UtcTime

FORMAT = 1
BYTES, TIME, DATE, CLOCK, JSON_TEXT, YES_NO, INTEGER, TEXT = (
    "bytes",
    "time",
    "date",
    "clock",
    "json",
    "yes_no",
    "integer",
    "text",
)
# The first that fits; no two of these are kinds of each other.
_KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (UtcTime, TIME),
    (LargeBinary, BYTES),
    (Boolean, YES_NO),
    (Date, DATE),
    (Time, CLOCK),
    (JSON, JSON_TEXT),
    (Integer, INTEGER),
    (String, TEXT),
)
Value = str | int | bool | bytes | datetime | None
Encode = Callable[[Any], Any]  # Any: a column's own type, and what JSON has for it


class BackupDamaged(Exception):
    """The file opens, but is not what a backup must be. Says what is wrong in one line."""


@dataclass(frozen=True)
class Header:
    """When and where from: the instant of the snapshot, the shape of the tables, the machine's own keys."""

    made_at: datetime
    revision: str
    database: str
    machine_keys: str

    def line(self) -> bytes:
        """As it is written."""
        return as_line(
            {
                "sayso_backup": FORMAT,
                "made_at": self.made_at.astimezone(UTC).isoformat(),
                "revision": self.revision,
                "database": self.database,
                "machine_keys": self.machine_keys,
            }
        )

    @classmethod
    def read(cls, line: bytes) -> "Header":
        """From its line, else ``BackupDamaged``."""
        found = read_line(line)
        if not isinstance(found, dict) or found.get("sayso_backup") != FORMAT:
            raise BackupDamaged("This backup has a form that this program does not know.")
        try:
            return cls(
                datetime.fromisoformat(found["made_at"]),
                str(found["revision"]),
                str(found["database"]),
                str(found["machine_keys"]),
            )
        except (KeyError, TypeError, ValueError):
            raise BackupDamaged("The first line of the backup cannot be read.") from None


@dataclass(frozen=True)
class TableHead:
    """A table and its columns, each with its kind, in the order of its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]

    def line(self) -> bytes:
        """As it is written."""
        return as_line({"table": self.name, "columns": self.columns})


def kind_of(column: Column[Any]) -> str:
    """How a column's values are written; ``TypeError`` for a type that has no place in a backup yet."""
    for kind, name in _KINDS:
        if isinstance(column.type, kind):
            return name
    raise TypeError(f"{column.table.name}.{column.name} has a type that backups do not know")


def as_line(record: object) -> bytes:
    """One record, closed by the line's end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_line(line: bytes) -> Any:  # Any: what JSON holds
    """The record of a line, else ``BackupDamaged``."""
    try:
        return json.loads(line)
    except ValueError:
        raise BackupDamaged("A line of the backup cannot be read.") from None


def row_line(row: tuple[Any, ...], encoders: list[Encode]) -> bytes:
    """One row, by ``encoders_for`` its table."""
    return as_line([None if v is None else encode(v) for v, encode in zip(row, encoders, strict=True)])


def encoders_for(head: TableHead) -> list[Encode]:
    """How each column's values are turned into JSON."""
    return [_ENCODE[kind] for _, kind in head.columns]


def read_row(row: list[Any], head: TableHead) -> list[Value]:
    """The values of a row, else ``BackupDamaged``. Dates and clocks stay in ISO form, JSON stays text."""
    try:
        return [
            None if value is None else _DECODE[kind](value)
            for value, (_, kind) in zip(row, head.columns, strict=True)
        ]
    except (KeyError, TypeError, ValueError):
        raise BackupDamaged(f"A row of the table {head.name} cannot be read.") from None


def _same(value: Any) -> Any:
    return value


def _is(*kinds: type) -> Encode:
    def checked(value: Any) -> Any:
        if type(value) not in kinds:
            raise TypeError
        return value

    return checked


_ENCODE: dict[str, Encode] = {
    BYTES: lambda value: b64encode(value).decode(),
    TIME: lambda value: value.astimezone(UTC).isoformat(),
    DATE: lambda value: value.isoformat(),
    CLOCK: lambda value: value.isoformat(timespec="microseconds"),
    JSON_TEXT: _same,
    YES_NO: _same,
    INTEGER: _same,
    TEXT: _same,
}
_DECODE: dict[str, Encode] = {
    BYTES: lambda value: b64decode(value, validate=True),
    TIME: lambda value: datetime.fromisoformat(value).astimezone(UTC),
    DATE: _is(str),
    CLOCK: _is(str),
    JSON_TEXT: _is(str),
    YES_NO: _is(bool),
    INTEGER: _is(int),
    TEXT: _is(str),
}
