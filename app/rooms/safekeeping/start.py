"""What safekeeping adds to the start page of the workspace."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.database_check import list_database_faults
from app.domain.permissions import Permission
from app.rooms.safekeeping.database_words import fault_words
from app.rooms.safekeeping.traces import trace_words
from app.web.actors import Actor
from app.web.desk import DeskSection
from app.web.scrub_requests import get_scrub_state


@dataclass(frozen=True)
class UnsafeFiles:
    """``faults``: settings of the database that break a promise; ``traces``: what the last scrubbing left."""

    faults: list[str]
    traces: list[str]


def unsafe_files(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """A banner while the files of the database hold, or may come to hold, what was erased."""
    if not (actor.may(Permission.ACCOUNT_EDIT) or actor.may(Permission.FEEDBACK_SCREEN)):
        return None
    faults = [fault_words(fault.name) for fault in list_database_faults(session)]
    data = UnsafeFiles(faults, trace_words(get_scrub_state(session).left))
    return DeskSection("safekeeping/desk/_unsafe_files.html", data) if faults or data.traces else None
