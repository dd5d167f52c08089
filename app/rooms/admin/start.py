"""What the admin room adds to the start page of the workspace."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.models.organisation import Organisation
from app.rooms.admin.queries import count_unconfirmed, intake_is_open
from app.web.actors import Actor
from app.web.desk import DeskSection


@dataclass(frozen=True)
class Unfinished:
    """``unconfirmed``: wordings that wait for the director; ``needs_rehearsal``: the halves are not tried."""

    unconfirmed: int
    is_open: bool
    needs_rehearsal: bool
    can_confirm: bool


def unfinished_setup(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """What is missing before the form is open and the recovery key is sure, for those who can do it."""
    may_edit, may_confirm = actor.may(Permission.ORGANISATION_EDIT), actor.may(Permission.TEXT_CONFIRM)
    if not (may_edit or may_confirm):
        return None
    is_rehearsed = session.get_one(Organisation, 1).recovery_rehearsed_on is not None
    data = Unfinished(
        count_unconfirmed(session), intake_is_open(session), may_edit and not is_rehearsed, may_confirm
    )
    is_done = data.is_open and not data.unconfirmed and not data.needs_rehearsal
    return None if is_done else DeskSection("admin/desk/_unfinished.html", data)
