"""What safekeeping adds to the start page of the workspace."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.database_check import list_database_faults
from app.domain.permissions import Permission
from app.rooms.accounts.circles import CircleName
from app.rooms.safekeeping.database_words import fault_words
from app.rooms.safekeeping.keys_pages import Change, list_changes
from app.rooms.safekeeping.rotation_queries import find_newest_circle
from app.rooms.safekeeping.traces import trace_words
from app.web.actors import Actor
from app.web.desk import DeskSection
from app.web.scrub_requests import get_scrub_state


@dataclass(frozen=True)
class KeysToChange:
    """``mine``: changes that this reader can make; ``waiting``: words of those that others must make."""

    mine: list[Change]
    waiting: list[str]


@dataclass(frozen=True)
class UnsafeFiles:
    """``faults``: settings of the database that break a promise; ``traces``: what the last scrubbing left."""

    faults: list[str]
    traces: list[str]


def keys_to_change(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """A task until it is done: somebody who held a key does not any more."""
    if not actor.may(Permission.CIRCLE_ROTATE):
        return None
    mine, waiting = [], []
    for change in list_changes(session, actor):
        newest = find_newest_circle(session, CircleName(change.rotation.circle_name))
        if newest.id in actor.circle_keys:
            mine.append(change)
        elif actor.may(Permission.ACCOUNT_EDIT):
            waiting.append(change.words)
    data = KeysToChange(mine, waiting)
    return DeskSection("safekeeping/desk/_keys_to_change.html", data) if mine or waiting else None


def unsafe_files(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """A banner while the files of the database hold, or may come to hold, what was erased."""
    if not (actor.may(Permission.ACCOUNT_EDIT) or actor.may(Permission.FEEDBACK_SCREEN)):
        return None
    faults = [fault_words(fault.name) for fault in list_database_faults(session)]
    data = UnsafeFiles(faults, trace_words(get_scrub_state(session).left))
    return DeskSection("safekeeping/desk/_unsafe_files.html", data) if faults or data.traces else None
