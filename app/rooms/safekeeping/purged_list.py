"""``purged.list`` in the data folder: what was erased, to be copied off the machine daily.

One token a line: ``F-7KQ2MX`` for the words of a voice, ``receipt:F-7KQ2MX`` for a code. A restored backup
erases them again (``sayso restore --purged``). A line may stand there twice; their order tells nothing.
"""

import os
from pathlib import Path

from sqlalchemy import select, tuple_, update

from app.db import Database
from app.models.safekeeping import PurgedReference
from app.rooms.feedback.erasing import WORDS

NAME = "purged.list"


def write_purged_list(database: Database, folder: Path) -> int:
    """Append what is not there yet, on the disk before it counts as written; returns how many lines."""
    path = folder / NAME
    with database.read() as session:
        rows = select(PurgedReference.ref, PurgedReference.what)
        # A list that was lost is written again as a whole.
        wanted = rows.where(PurgedReference.is_listed.is_(False)) if path.exists() else rows
        found = [(ref, what) for ref, what in session.execute(wanted)]
    if not found:
        return 0
    _append(path, sorted(ref if what == WORDS else f"{what}:{ref}" for ref, what in found))
    with database.write() as session:
        key = tuple_(PurgedReference.ref, PurgedReference.what)
        for start in range(0, len(found), 200):
            listed = update(PurgedReference).where(key.in_(found[start : start + 200]))
            session.execute(listed.values(is_listed=True).execution_options(synchronize_session=False))
    return len(found)


def _append(path: Path, lines: list[str]) -> None:
    is_new = not path.exists()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
