"""On the start page: who is on duty and what waits, and what leadership was told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.rooms.care.handovers import Told, count_handed, list_told
from app.rooms.care.lines import lines_of
from app.rooms.care.queue import count_waiting
from app.rooms.care.rota import list_on_duty_on
from app.web.actors import Actor
from app.web.desk import DeskSection

WEEKS_SHOWN = 4


@dataclass(frozen=True)
class Handovers:
    """For ``_handovers.html``. ``to_me`` waits for this person's answer; ``told`` is for outside readers."""

    to_me: int
    told: Sequence[Told]


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


def between_outside_and_leadership(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """What waits for leadership's answer, and for four weeks that it answered."""
    to_me = count_handed(session, actor) if actor.may(Permission.HANDOVER_READ) else 0
    since = Week.of(today).minus(WEEKS_SHOWN)
    told = list_told(session, actor, since=since) if actor.may(Permission.HANDOVER_MAKE) else []
    return DeskSection("care/desk/_handovers.html", Handovers(to_me, told)) if to_me or told else None
