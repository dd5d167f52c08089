"""Is PostgreSQL set as the promises need it? Otherwise purged rows live on in its log, or words in its files.

``sayso serve`` refuses to start on anything named here, unless the operator accepts it by name in
``SAYSO_ACCEPT_DATABASE``; the workspace then says so on its first page. SQLite is set by ourselves.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

_SETTINGS = """
SELECT name, setting FROM pg_settings WHERE name IN (
  'wal_recycle', 'fsync', 'full_page_writes', 'archive_mode', 'wal_keep_size', 'log_statement',
  'log_min_duration_statement', 'log_min_duration_sample', 'log_transaction_sample_rate',
  'log_parameter_max_length', 'log_parameter_max_length_on_error', 'log_error_verbosity')
"""
_COPIES = "SELECT (SELECT count(*) FROM pg_replication_slots) + (SELECT count(*) FROM pg_stat_replication)"
_RIGHTS = """
SELECT rolsuper OR (
    has_function_privilege('pg_switch_wal()', 'EXECUTE')
    AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'pg_checkpoint')
    AND pg_has_role(current_user, (SELECT oid FROM pg_roles WHERE rolname = 'pg_checkpoint'), 'USAGE'))
FROM pg_roles WHERE rolname = current_user
"""


@dataclass(frozen=True)
class Fault:
    """``name`` is what the operator may accept; ``mend`` is the SQL, for a superuser, that puts it right."""

    name: str
    mend: str


def _logs_values(found: Mapping[str, str]) -> bool:
    """True when a statement may be logged together with what it was given."""
    logs = (
        found["log_statement"] in ("mod", "all")
        or found["log_min_duration_statement"] != "-1"
        or found["log_min_duration_sample"] != "-1"
        or float(found["log_transaction_sample_rate"]) > 0
    )
    return logs and found["log_parameter_max_length"] != "0"


_LOG_VALUES = "ALTER SYSTEM SET log_parameter_max_length = 0"
_CHECKS: tuple[tuple[Fault, Callable[[Mapping[str, str]], bool]], ...] = (
    (
        Fault("wal_recycle", "ALTER SYSTEM SET wal_recycle = off"),
        lambda found: found["wal_recycle"] != "off",
    ),
    (Fault("fsync", "ALTER SYSTEM SET fsync = on"), lambda found: found["fsync"] != "on"),
    (
        Fault("full_page_writes", "ALTER SYSTEM SET full_page_writes = on"),
        lambda found: found["full_page_writes"] != "on",
    ),
    (
        Fault("archive_mode", "ALTER SYSTEM SET archive_mode = off  -- then restart the server"),
        lambda found: found["archive_mode"] != "off",
    ),
    (
        Fault("wal_keep_size", "ALTER SYSTEM SET wal_keep_size = 0"),
        lambda found: found["wal_keep_size"] != "0",
    ),
    (Fault("log_values", _LOG_VALUES), _logs_values),
    (
        Fault("log_values_on_error", "ALTER SYSTEM SET log_parameter_max_length_on_error = 0"),
        lambda found: found["log_parameter_max_length_on_error"] != "0",
    ),
    (
        Fault("log_error_verbosity", "ALTER SYSTEM SET log_error_verbosity = terse"),
        lambda found: found["log_error_verbosity"] != "terse",
    ),
)
_REPLICATION = Fault("replication", "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
_SCRUB_RIGHTS = Fault(
    "scrub_rights",
    "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {role}; GRANT pg_checkpoint TO {role}",
)
FAULT_NAMES = frozenset({fault.name for fault, _ in _CHECKS} | {_REPLICATION.name, _SCRUB_RIGHTS.name})


def list_database_faults(session: Session) -> list[Fault]:
    """What is not as the promises need it, as this connection sees the server; nothing on SQLite."""
    if session.get_bind().dialect.name == "sqlite":
        return []
    found: dict[str, str] = {name: value for name, value in session.execute(text(_SETTINGS)).all()}
    faults = [fault for fault, is_wrong in _CHECKS if is_wrong(found)]
    if session.execute(text(_COPIES)).scalar_one():
        faults.append(_REPLICATION)
    if not session.execute(text(_RIGHTS)).scalar_one():
        role = session.execute(text("SELECT quote_ident(current_user)")).scalar_one()
        faults.append(Fault(_SCRUB_RIGHTS.name, _SCRUB_RIGHTS.mend.format(role=role)))
    return faults


def not_accepted(faults: Iterable[Fault], accepted: Iterable[str]) -> list[Fault]:
    """Those for which the operator has not said that they know."""
    known = frozenset(accepted)
    return [fault for fault in faults if fault.name not in known]
