"""The bell on the start page: who is on duty and what waits, also without any mail."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.rooms.care.lines import lines_of
from app.rooms.care.queue import count_waiting
from app.rooms.care.rota import list_on_duty_on
from app.web.actors import Actor
from app.web.desk import DeskSection


@dataclass(frozen=True)
class Bell:
    """For ``care/desk/_bell.html``. ``nobody``: the person's lines have nobody on duty today."""

    waiting: int
    is_on_duty: bool
    nobody: bool


def safety_bell(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """For stewards and outside readers; nothing for anybody else."""
    if not actor.may(Permission.SAFETY_HANDLE):
        return None
    there = [one for line in lines_of(actor) for one in list_on_duty_on(session, line, today)]
    data = Bell(count_waiting(session, actor), actor.account_id in there, not there)
    return DeskSection("care/desk/_bell.html", data)
