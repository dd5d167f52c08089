"""Appeals about proposals that were not put up, and the clock that each is heard by."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clocks import Timing, appeal_due, timing_in_weeks
from app.domain.lifecycles import ProposalState
from app.domain.measures import Tally
from app.domain.weeks import Week
from app.models.proposals import Proposal, Screening
from app.rooms.feedback.clocks import get_clock_history


def list_appeal_timings(session: Session, refs: Sequence[str], today: date) -> dict[str, Timing]:
    """Where the waiting appeal of each of these proposals stands."""
    return {ref: timing for ref, timing in _waiting(session, today).items() if ref in refs}


def count_appeals_waiting(session: Session, today: date) -> Tally:
    """Appeals that wait to be heard; the part: past their clock. Each of them is public with its proposal."""
    timings = _waiting(session, today).values()
    return Tally(sum(timing.is_overdue for timing in timings), len(timings))


def _waiting(session: Session, today: date) -> dict[str, Timing]:
    rows = (
        select(Proposal.ref, Screening.appealed_week)
        .join(Screening, Screening.proposal_id == Proposal.id)
        .where(Proposal.state == ProposalState.APPEALED.value, Screening.appealed_week.is_not(None))
    )
    asked = {ref: Week.parse(week) for ref, week in session.execute(rows) if week}
    history, now = get_clock_history(session), Week.of(today)
    return {ref: timing_in_weeks(appeal_due(week, history.of_week(week)), now) for ref, week in asked.items()}
