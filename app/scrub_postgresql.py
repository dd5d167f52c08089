"""PostgreSQL: rewrite tables by VACUUM FULL, then begin a new write-ahead file and throw the old ones away.

VACUUM FULL carries rows along that an older snapshot may still see, so it is repeated until it says that
there are none. Old write-ahead files are removed, and not used again, only under ``wal_recycle=off``.
Sources: https://www.postgresql.org/docs/current/sql-vacuum.html and .../runtime-config-wal.html
"""

import re
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import psycopg
from psycopg import sql

from app.db import Database

LOCK_WAIT_MS = 2000
PAUSE = 0.2
_FIRST_NUMBER = re.compile(r"\d+")
# Appended to and never changed: nothing of it is ever deleted.
_NEVER_DELETED = ("ledger_leaf", "ledger_node", "ledger_head")
_WITH_BYTES = """
SELECT DISTINCT table_name FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = current_schema() AND data_type = 'bytea' AND table_type = 'BASE TABLE'
ORDER BY table_name
"""

Left = tuple[tuple[str, str], ...]


def scrub_postgresql(database: Database, tables: Sequence[str] | None, *, patience: timedelta) -> Left:
    """What could not be done, table by table and of the log, as (key, table)."""
    until = time.monotonic() + patience.total_seconds()
    raw = database.engine.raw_connection()
    connection: Any = raw.driver_connection  # Any: the pool says "a driver's connection"
    try:
        raw.detach()  # never given back to the pool: it notes what the server says of each table
        connection.rollback()
        connection.autocommit = True
        wanted = _tables(connection) if tables is None else tables
        left = [fault for table in wanted if (fault := _rewrite(connection, table, until))]
        return tuple(left) + _throw_log_away(connection, until)
    finally:
        connection.close()


def _tables(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(_WITH_BYTES) if name not in _NEVER_DELETED]


def _rewrite(connection: psycopg.Connection, table: str, until: float) -> tuple[str, str] | None:
    """None when the table holds no dead row any more."""
    still_dead: list[int] = []

    def note(diagnostic: psycopg.errors.Diagnostic) -> None:
        number = _FIRST_NUMBER.match(diagnostic.message_detail or "")
        if number:
            still_dead.append(int(number[0]))

    connection.add_notice_handler(note)
    try:
        return _try_rewriting(connection, table, until, still_dead)
    finally:
        connection.remove_notice_handler(note)


def _try_rewriting(
    connection: psycopg.Connection, table: str, until: float, still_dead: list[int]
) -> tuple[str, str] | None:
    vacuum = sql.SQL("VACUUM (FULL, VERBOSE) {}").format(sql.Identifier(table))
    connection.execute(f"SET lock_timeout = {LOCK_WAIT_MS}")
    while True:
        still_dead.clear()
        try:
            connection.execute(vacuum)
        except psycopg.errors.LockNotAvailable:
            fault = "scrub.locked"
        except psycopg.errors.InsufficientPrivilege:
            return "scrub.not_owner", table
        else:
            if not any(still_dead):
                return None
            fault = "scrub.rows"
        if time.monotonic() >= until:
            return fault, table
        time.sleep(PAUSE)


def _throw_log_away(connection: psycopg.Connection, until: float) -> Left:
    if _shown(connection, "wal_recycle") != "off":
        return (("scrub.recycled", ""),)
    try:
        while True:
            (newest,) = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
            connection.execute("CHECKPOINT")
            if not _is_kept(connection, str(newest)):
                return ()
            if time.monotonic() >= until:
                return (("scrub.log", ""),)
            time.sleep(PAUSE)
    except psycopg.errors.InsufficientPrivilege:
        return (("scrub.no_right", ""),)


def _is_kept(connection: psycopg.Connection, newest: str) -> bool:
    """True when the file that was just ended, or an older one, is still there, as for a slot or a standby."""
    (may_look,) = connection.execute(
        "SELECT has_function_privilege('pg_ls_waldir()', 'EXECUTE')"
    ).fetchone() or (False,)
    if not may_look:
        return False
    kept = "SELECT count(*) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' AND name <= %s"
    (count,) = connection.execute(kept, (newest,)).fetchone() or (0,)
    return bool(count)


def _shown(connection: psycopg.Connection, setting: str) -> str:
    (value,) = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone() or ("",)
    return str(value)
