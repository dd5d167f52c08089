"""The decisions' part of the workspace's start page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.models.board import Motion
from app.rooms.decisions.queries import (
    DecisionLine,
    StepLine,
    list_awaited,
    list_steps_to_do,
    list_unrecorded,
)
from app.web.actors import Actor
from app.web.desk import DeskSection

MOST = 5


@dataclass(frozen=True)
class WaitingDecisions:
    """For ``decisions/desk/_waiting.html``; each list is empty for who has no part in it."""

    unrecorded: Sequence[Motion]
    awaited: Sequence[DecisionLine]
    steps: Sequence[StepLine]


def waiting_decisions(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """Results without their decision, replies that are owed, steps to do."""
    may_reply = actor.may(Permission.REPLY_WRITE) or actor.may(Permission.BOARD_REPLY_WRITE)
    data = WaitingDecisions(
        list_unrecorded(session, most=MOST) if actor.may(Permission.MINUTES_WRITE) else (),
        list_awaited(session, today, most=MOST) if may_reply else (),
        list_steps_to_do(session, today, most=MOST) if actor.may(Permission.STEP_EDIT) else (),
    )
    if not (data.unrecorded or data.awaited or data.steps):
        return None
    return DeskSection("decisions/desk/_waiting.html", data)
