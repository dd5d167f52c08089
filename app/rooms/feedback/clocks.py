"""The organisation's own clocks, as its rulebooks put them in force, and what they say of a voice."""

from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.clock_history import ClockHistory, ClockSpan
from app.domain.clocks import appeal_due
from app.domain.rulebook_document import from_json
from app.domain.waiting import VoiceDates
from app.domain.weeks import Week
from app.models.board import RulebookVersion
from app.models.feedback import Thread
from app.models.proposals import Screening


def get_clock_history(session: Session) -> ClockHistory:
    """The clocks of every rulebook; until the board has one, the defaults."""
    versions = select(RulebookVersion.in_force_on, RulebookVersion.document).order_by(RulebookVersion.number)
    return ClockHistory(
        tuple((day, from_json(document).clocks) for day, document in session.execute(versions))
    )


def arrived_in(span: ClockSpan, week: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """That a stored week lies in the span of some clocks."""
    ends = ([week >= str(span.first)] if span.first else []) + ([week <= str(span.last)] if span.last else [])
    return and_(True, *ends)


def dates_of(thread: Thread) -> VoiceDates:
    """The weeks of a voice as the rules take them."""
    return VoiceDates.read(thread.week, thread.answered_week, thread.extended_week, thread.reopened_week)


def appeal_heard_by(screening: Screening, history: ClockHistory) -> date | None:
    """The day by which the appeal about a proposal is heard; None while nobody asked."""
    if screening.appealed_week is None:
        return None
    asked = Week.parse(screening.appealed_week)
    return appeal_due(asked, history.of_week(asked)).ends_on
