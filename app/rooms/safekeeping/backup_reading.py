"""A backup is opened: every piece, every line and the count at its end are checked on the way."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from app.rooms.safekeeping.backup_records import (
    BackupDamaged,
    Header,
    TableHead,
    Value,
    read_line,
    read_row,
)
from app.vault.boxes import CannotOpen
from app.vault.sealed_stream import read_sealed

ROWS_AT_ONCE = 500
BYTES_AT_ONCE = 4_000_000
LONGEST_LINE = 64_000_000
_UNPACK = 1_000_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
DAMAGED = "The backup is damaged: it opens, but not to its end."


@dataclass
class Batch:
    """Some rows of one table; a table without rows comes once, empty."""

    head: TableHead
    rows: list[list[Value]] = field(default_factory=list)


def open_backup(source: BinaryIO, private: bytes) -> tuple[Header, Iterator[Batch]]:
    """What stands first, and the rows. ``CannotOpen``: another key's, or no backup at all.

    The rows raise ``BackupDamaged`` when something is missing or changed, at the latest at their end: believe
    nothing of them before.
    """
    lines = _lines(read_sealed(source, private))
    first = next(lines, b"")
    return Header.read(first), _batches(first, lines)


def _batches(first: bytes, lines: Iterator[bytes]) -> Iterator[Batch]:
    digest = hashlib.sha256(first)
    counts: dict[str, int] = {}
    batch: Batch | None = None
    size = 0
    for line in _undamaged(lines):
        record = read_line(line)
        if isinstance(record, dict):
            if batch is not None:
                yield batch
            if "end" in record:
                _check_end(record, counts, digest.hexdigest(), lines)
                return
            batch, size = Batch(_table_head(record, counts)), 0
            counts[batch.head.name] = 0
        elif batch is None or not isinstance(record, list):
            raise BackupDamaged(DAMAGED)
        else:
            if len(batch.rows) >= ROWS_AT_ONCE or size > BYTES_AT_ONCE:
                yield batch
                batch, size = Batch(batch.head), 0
            batch.rows.append(read_row(record, batch.head))
            counts[batch.head.name] += 1
            size += len(line)
        digest.update(line)
    raise BackupDamaged(DAMAGED)


def _table_head(record: dict[str, object], known: dict[str, int]) -> TableHead:
    name, columns = record.get("table"), record.get("columns")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name in known:
        raise BackupDamaged(DAMAGED)
    if not isinstance(columns, list) or not columns:
        raise BackupDamaged(DAMAGED)
    pairs = [tuple(column) for column in columns if isinstance(column, list)]
    if len(pairs) != len(columns) or any(len(pair) != 2 or not _NAME.fullmatch(pair[0]) for pair in pairs):
        raise BackupDamaged(DAMAGED)
    return TableHead(name, tuple(pairs))


def _check_end(
    record: dict[str, object], counts: dict[str, int], digest: str, lines: Iterator[bytes]
) -> None:
    if record.get("end") != counts or record.get("sha256") != digest:
        raise BackupDamaged(DAMAGED)
    # The stream's own end is found only by reading to it.
    if next(_undamaged(lines), None) is not None:
        raise BackupDamaged(DAMAGED)


def _undamaged(lines: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from lines
    except CannotOpen:
        raise BackupDamaged(DAMAGED) from None


def _lines(sealed: Iterator[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for plain in _unpacked(sealed):
        waiting += plain
        start = 0
        while (end := waiting.find(b"\n", start)) >= 0:
            yield bytes(waiting[start : end + 1])
            start = end + 1
        del waiting[:start]
        if len(waiting) > LONGEST_LINE:
            raise BackupDamaged(DAMAGED)
    if waiting:
        raise BackupDamaged(DAMAGED)


def _unpacked(sealed: Iterator[bytes]) -> Iterator[bytes]:
    unpress = zlib.decompressobj()
    for piece in sealed:
        if unpress.eof:
            raise BackupDamaged(DAMAGED)
        try:
            plain = unpress.decompress(piece, _UNPACK)
            while plain or unpress.unconsumed_tail:
                yield plain
                plain = unpress.decompress(unpress.unconsumed_tail, _UNPACK)
        except zlib.error:
            raise BackupDamaged(DAMAGED) from None
    if not unpress.eof or unpress.unused_data:
        raise BackupDamaged(DAMAGED)
