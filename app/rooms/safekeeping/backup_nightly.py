"""The backup of each night, by the regular work, and the end of those that are too old."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from app.db import Database
from app.domain.backups import is_too_old, nightly_is_due
from app.models.backups import Backup
from app.rooms.safekeeping.backup_writing import PART, Made, back_up
from app.settings import Settings
from app.vault.machine import MachineKeys
from app.web.house import OrganisationFacts

_NAME = "sayso-%Y-%m-%d-%H%M%S.backup"
_PATTERN = "sayso-????-??-??-??????.backup"
_BROKEN_OFF_SECONDS = 86_400


def make_nightly_backup(
    database: Database, machine: MachineKeys, settings: Settings, *, facts: OrganisationFacts, now: datetime
) -> Made | None:
    """Tonight's backup, if it is due here and nobody makes one just now; old ones are deleted first."""
    folder = settings.effective_backups
    zone = ZoneInfo(facts.time_zone)
    with database.read() as session:
        last = session.scalar(select(Backup.made_at).order_by(Backup.made_at.desc()).limit(1))
    with _alone(folder) as is_mine:
        if not is_mine:
            return None
        # First, so that a full disk does not keep its own cure away.
        delete_old_backups(database, settings, facts=facts, now=now)
        if not nightly_is_due(last.astimezone(zone) if last else None, now.astimezone(zone)):
            return None
        return back_up(database, machine, folder / now.strftime(_NAME), now=now, is_nightly=True)


def make_backup_now(
    database: Database, machine: MachineKeys, settings: Settings, *, now: datetime
) -> Made | None:
    """A backup into the same folder because somebody asked; None when one is being made just now."""
    target = settings.effective_backups / now.strftime(_NAME)
    with _alone(settings.effective_backups) as is_mine:
        if not is_mine or target.exists():  # a second press in the same moment
            return None
        return back_up(database, machine, target, now=now)


def delete_old_backups(
    database: Database, settings: Settings, *, facts: OrganisationFacts, now: datetime
) -> list[str]:
    """Files of ours in the folder that are past their days, and what was broken off; returns their names."""
    today, kept = facts.today(now), settings.backup_days
    gone = []
    for path in sorted(settings.effective_backups.glob(_PATTERN)):
        made_at = datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
        if is_too_old(facts.today(made_at), today, kept_days=kept):
            path.unlink()
            gone.append(path.name)
    for path in settings.effective_backups.glob(f".*{PART}"):
        if time.time() - path.stat().st_mtime > _BROKEN_OFF_SECONDS:
            path.unlink()
    with database.write() as session:
        session.execute(delete(Backup).where(Backup.made_at < now - timedelta(days=kept + 1)))
    return gone


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
