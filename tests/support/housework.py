"""What a machine does by itself or by one command, each as a function that a process of its own can run."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.db import Database
from app.models.safekeeping import Rotation
from app.rooms.feedback.purging import purge_due_words
from app.rooms.safekeeping.backup_writing import back_up
from app.rooms.safekeeping.restoring import restore
from app.rooms.safekeeping.rotation import go_on
from app.scrubbing import scrub
from app.settings import Settings
from app.vault.machine import load
from app.web.actors import Actor


def write_backup(settings: Settings, file: Path, now: datetime) -> None:
    """`sayso backup`."""
    database = Database(settings.effective_database_url)
    back_up(database, load(settings.data), file, now=now)


def bring_back(settings: Settings, file: Path, private: bytes, now: datetime) -> None:
    """`sayso restore`."""
    restore(file, private, settings, now=now)


def erase_what_is_due(settings: Settings, now: datetime) -> None:
    """The part of `sayso tick` that erases, and the scrubbing after it."""
    database = Database(settings.effective_database_url)
    erased = 1
    while erased:
        with database.write() as session:
            erased = purge_due_words(session, now.date())
    scrub(database)


def seal_anew(settings: Settings, actor: Actor, now: datetime) -> None:
    """The steps of every change of a key that was begun, and the scrubbing after them."""
    database = Database(settings.effective_database_url)
    with database.read() as session:
        begun = session.scalars(select(Rotation.id).where(Rotation.state == "resealing")).all()
    for rotation_id in begun:
        more = True
        while more:
            with database.write() as session:
                rotation = session.get_one(Rotation, rotation_id)
                more = go_on(session, actor, rotation, today=now.date())
    scrub(database)


def scrub_all(settings: Settings) -> None:
    """The scrubbing alone, as the regular work does it; RuntimeError when it left something."""
    database = Database(settings.effective_database_url)
    if not scrub(database).is_done:
        raise RuntimeError("something is left")
