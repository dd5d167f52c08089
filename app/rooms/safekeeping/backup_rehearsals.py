"""Rehearsals of restoring: asked for at the desk, done by the regular work, told on the page."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.backups import Backup, Rehearsal
from app.models.organisation import Organisation
from app.rooms.ledger.actions import append
from app.rooms.safekeeping.backup_rehearsing import Found, rehearse_this_moment
from app.settings import Settings
from app.vault.machine import MachineKeys
from app.vault.sealed_stream import looks_whole
from app.web.actors import Actor
from app.web.house import get_organisation_facts

_READ_AT_ONCE = 1_000_000


def ask_for_rehearsal(session: Session, actor: Actor, *, now: datetime) -> Rehearsal:
    """Note that one is wanted; a second press while one waits asks for no second."""
    actor.require(Permission.ORGANISATION_EDIT)
    waiting = find_waiting_rehearsal(session)
    if waiting is not None:
        return waiting
    asked = Rehearsal(asked_at=now, asked_by=actor.name)
    session.add(asked)
    session.flush()
    week = str(Week.of(get_organisation_facts(session).today(now)))
    append(session, Leaf("backup.rehearse", "organisation:1", "asked", Role.ADMINISTRATOR.value, week))
    return asked


def find_waiting_rehearsal(session: Session) -> Rehearsal | None:
    """The one that was asked for and is not done."""
    return session.scalars(select(Rehearsal).where(Rehearsal.done_at.is_(None))).first()


def rehearse_if_asked(
    database: Database, machine: MachineKeys, settings: Settings, *, now: datetime
) -> Found | None:
    """Try a restore of this moment and look at the newest file; None when nobody asked."""
    with database.read() as session:
        waiting = find_waiting_rehearsal(session)
        if waiting is None:
            return None
        newest = session.scalars(select(Backup).order_by(Backup.made_at.desc()).limit(1)).first()
        own_key = session.get_one(Organisation, 1).recovery_public_key
    folder = settings.effective_backups
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = rehearse_this_moment(database, machine, folder, now=now)
    problems = [*found.problems, *_look_at_file(settings, newest, own_key)]
    with database.write() as session:
        row = session.get_one(Rehearsal, waiting.id)
        row.done_at, row.is_good = now, not problems
        row.found = {
            "counts": found.counts,
            "rows": found.rows,
            "leaves": found.leaves,
            "file": newest.name if newest else "",
            "problems": problems,
        }
    return found


def _look_at_file(settings: Settings, newest: Backup | None, own_key: bytes) -> Iterator[str]:
    if newest is None:
        yield "rehearsal.no_file"
        return
    if newest.recovery_public_key != own_key:
        yield "rehearsal.old_key"
    path = settings.effective_backups / newest.name
    if not path.exists():
        yield "rehearsal.file_elsewhere"
        return
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            digest.update(piece)
    if not looks_whole(path.stat().st_size) or digest.digest() != newest.sha256:
        yield "rehearsal.file_changed"
