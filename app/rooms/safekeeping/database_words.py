"""What is wrong with the settings of the database, in words, and the refusal to start on it."""

from collections.abc import Iterable

from app.database_check import Fault, list_database_faults, not_accepted
from app.db import Database
from app.settings import Settings
from app.web.languages import gettext
from app.web.languages import mark as _

FAULT_WORDS = {
    "wal_recycle": _(
        "Old write-ahead files are kept and used again, so what was erased stays readable in them."
    ),
    "fsync": _("The database does not wait for the disk: what was acknowledged may be lost in a power cut."),
    "full_page_writes": _("A power cut in the middle of writing may destroy pages of the database."),
    "archive_mode": _("The write-ahead log is archived, so what was erased stays readable in the archive."),
    "wal_keep_size": _("Old write-ahead files are kept, so what was erased stays readable in them."),
    "log_values": _(
        "The database's log may write down what was stored, beside the statement that stored it."
    ),
    "log_values_on_error": _(
        "The database's log may write down what was to be stored when a statement fails."
    ),
    "log_error_verbosity": _("The database's log writes down rows that it refuses."),
    "replication": _(
        "The database is copied to another machine, so what was erased may stay readable there."
    ),
    "scrub_rights": _(
        "The program may not begin a new write-ahead file, so what was erased stays in the old one."
    ),
}


class UnsafeDatabase(Exception):
    """Several lines: each fault, how to mend it, and how to accept it."""


def fault_words(name: str) -> str:
    """What this fault means."""
    return gettext(FAULT_WORDS[name])


def require_safe_database(database: Database, settings: Settings) -> None:
    """Raise ``UnsafeDatabase`` for faults that the operator has not accepted by name."""
    with database.read() as session:
        found = not_accepted(list_database_faults(session), settings.accepted_faults)
    if found:
        raise UnsafeDatabase(_told(found))


def _told(found: Iterable[Fault]) -> str:
    names = ",".join(fault.name for fault in found)
    lines = [f"{fault.name}: {fault_words(fault.name)}\n    {fault.mend};" for fault in found]
    return "\n".join(
        [
            "Cannot start: PostgreSQL's settings break a promise. As its superuser:",
            *lines,
            "    SELECT pg_reload_conf();",
            f"Or accept it knowingly, and the workspace will say so: SAYSO_ACCEPT_DATABASE={names}",
        ]
    )
