"""A restore is tried without touching anything: into a database in memory, which is thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from app.db import Database, make_engine
from app.domain.ledger import tree
from app.domain.ledger.heads import is_signed
from app.domain.ledger.tree import leaf_hash
from app.migrate import newest_revision
from app.models.ledger import LedgerLeaf
from app.models.organisation import Organisation
from app.rooms.ledger.queries import find_newest_head, get_node, get_size
from app.rooms.safekeeping.backup_reading import open_backup
from app.rooms.safekeeping.backup_records import BackupDamaged
from app.rooms.safekeeping.backup_snapshot import snapshot
from app.rooms.safekeeping.backup_writing import write_stream
from app.rooms.safekeeping.restore_loading import load, move_to, shortened
from app.vault.boxes import new_key_pair
from app.vault.machine import MachineKeys, decode

TOLD = {"voices": "thread", "answers": "answer", "proposals": "proposal", "decisions": "decision"}
LEAVES_AT_ONCE = 5_000


@dataclass(frozen=True)
class Found:
    """What a tried restore brought. ``problems``: keys of ``rehearsal_words``; empty means all is well."""

    made_at: datetime
    counts: dict[str, int]
    rows: int
    leaves: int
    problems: tuple[str, ...]


def rehearse(source: BinaryIO, private: bytes) -> Found:
    """Restore into memory and look at what came. ``CannotOpen``: another key, or no backup.

    Sealed words are put as their digests, so that it takes little memory; every row is still stored and
    every reference between rows checked.
    """
    header, batches = open_backup(source, private)
    with _scratch() as connection:
        try:
            move_to(connection, header.revision)
            counts = load(connection, shortened(batches))
            move_to(connection, newest_revision())
        except BackupDamaged:
            return Found(header.made_at, {}, 0, 0, ("rehearsal.damaged",))
        with Session(connection) as session:
            problems = tuple(_look(session, header.machine_keys))
    told = {words: counts.get(table, 0) for words, table in TOLD.items()}
    return Found(header.made_at, told, sum(counts.values()), counts.get("ledger_leaf", 0), problems)


def rehearse_this_moment(database: Database, machine: MachineKeys, folder: Path, *, now: datetime) -> Found:
    """A backup of now, sealed to a key that lives only in this call, opened and tried. Leaves no file."""
    owner = new_key_pair()
    with tempfile.TemporaryFile(dir=folder) as file:
        with snapshot(database) as connection:
            write_stream(connection, file, machine, recipient=owner.public, now=now)
        file.seek(0)
        return rehearse(file, owner.private)


def _look(session: Session, machine_keys: str) -> Iterator[str]:
    if session.get(Organisation, 1) is None:
        yield "rehearsal.no_organisation"
    try:
        machine = decode(machine_keys)
    except ValueError:
        yield "rehearsal.no_machine_keys"
        return
    if not _ledger_is_whole(session):
        yield "rehearsal.ledger"
    newest = find_newest_head(session)
    if newest is None:
        return
    root = tree.root(newest.head.size, partial(get_node, session)).hex()
    if not is_signed(newest, key=machine.ledger_public) or root != newest.head.root:
        yield "rehearsal.head"


def _ledger_is_whole(session: Session) -> bool:
    size = get_size(session)
    if session.scalar(select(func.count()).select_from(LedgerLeaf)) != size:
        return False
    leaves = select(LedgerLeaf.body, LedgerLeaf.hash).execution_options(yield_per=LEAVES_AT_ONCE)
    return all(leaf_hash(body) == stored for body, stored in session.execute(leaves))


@contextmanager
def _scratch() -> Iterator[Connection]:
    engine = make_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                yield connection
    finally:
        engine.dispose()
