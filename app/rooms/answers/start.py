"""The answers' part of the workspace's start page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.answers.queries import DraftRow, list_drafts
from app.rooms.answers.targets import WAITING_STATES
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.stewardship.filters import late_answer
from app.web.actors import Actor
from app.web.counting import count_up_to
from app.web.desk import DeskSection

SHOWN = 5


@dataclass(frozen=True)
class OwedAnswers:
    """For ``answers/desk/_owed.html``. ``late`` counts voices that waited longer than the clock allows."""

    late: int
    drafts: Sequence[DraftRow]


def owed_answers(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """What a responder or the director owes; nothing for those who publish nothing."""
    if not actor.may(Permission.ANSWER_PUBLISH):
        return None
    drafts = list_drafts(session, actor, only_own=False, today=today)[:SHOWN]
    return DeskSection("answers/desk/_owed.html", OwedAnswers(count_late(session, Week.of(today)), drafts))


def count_late(session: Session, week: Week) -> int:
    """Voices that were looked at, have no answer, and whose week for one is over."""
    late = late_answer(week, get_clock_history(session))
    return count_up_to(session, select(Thread.id).where(Thread.state.in_(WAITING_STATES), late))
