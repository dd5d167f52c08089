"""The stewardship part of the workspace's start page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.rooms.stewardship.counts import Waiting, count_waiting
from app.web.actors import Actor
from app.web.desk import DeskSection


@dataclass(frozen=True)
class WaitingFeedback:
    """For ``stewardship/desk/_waiting.html``. ``reads_outside``: the person is an outside reader."""

    waiting: Waiting
    reads_outside: bool


def waiting_feedback(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """What waits for a steward or an outside reader; nothing for anybody else."""
    if not actor.may(Permission.FEEDBACK_LIST):
        return None
    waiting = count_waiting(session, actor, now=Week.of(today))
    data = WaitingFeedback(waiting, actor.may(Permission.FEEDBACK_OPEN_OUTSIDE))
    return DeskSection("stewardship/desk/_waiting.html", data)
