"""Counting what the organisation and its board owe: these numbers are exact, and as of today."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import ReplyState, StepState
from app.domain.measures import Tally
from app.domain.seats import SeatClass
from app.models.board import BoardSeat, Meeting, Stipend, Term
from app.models.decisions import Decision, Extension, Step
from app.models.proposals import Proposal, ProposalThread
from app.rooms.board.meeting_queries import BEHIND
from app.rooms.proposals.appeals import count_appeals_waiting

CHAIR = "chair"


@dataclass(frozen=True)
class BoardCounts:
    """Parts of wholes as ``domain.measures`` takes them; ``replies_late`` of all replies that are owed,
    ``appeals_late`` of all appeals about proposals that wait."""

    reported_back: Tally
    traced: Tally
    lived_seats: Tally
    lived_chairs: Tally
    double_quorum: Tally
    stipends: Tally
    replies_late: Tally
    appeals_late: Tally


def count_board(session: Session, today: date) -> BoardCounts:
    """Everything, as of today."""
    return BoardCounts(
        reported_back=_reported_back(session, today),
        traced=_traced(session),
        lived_seats=_lived_seats(session, today),
        lived_chairs=_lived_chairs(session, today),
        double_quorum=_double_quorum(session),
        stipends=_stipends(session, today),
        replies_late=_replies_late(session, today),
        appeals_late=count_appeals_waiting(session, today),
    )


def _reported_back(session: Session, today: date) -> Tally:
    """Finished steps whose clock is up or that were reported on; the first report since then counts."""
    told = Step.reported_on.is_not(None)
    counted = select(func.count()).select_from(Step)
    counted = counted.where(Step.state == StepState.DONE.value, or_(told, Step.report_due_on < today))
    in_time = counted.where(Step.reported_on <= Step.report_due_on)
    return Tally(session.scalar(in_time) or 0, session.scalar(counted) or 0)


def _traced(session: Session) -> Tally:
    behind = exists().where(ProposalThread.proposal_id == Decision.proposal_id)
    own = Decision.proposal_id.in_(select(Proposal.id).where(Proposal.proposed_by == "participant"))
    published = select(func.count()).select_from(Decision).where(Decision.is_published)
    return Tally(session.scalar(published.where(or_(behind, own))) or 0, session.scalar(published) or 0)


def _holds_today(today: date) -> tuple[ColumnElement[bool], ...]:
    return (Term.starts_on <= today, or_(Term.ends_on.is_(None), Term.ends_on > today))


def _lived_seats(session: Session, today: date) -> Tally:
    lived = (
        BoardSeat.seat_class == SeatClass.LIVED_EXPERIENCE.value,
        BoardSeat.is_voting,
        BoardSeat.is_open,
    )
    filled = exists().where(Term.seat_id == BoardSeat.id, *_holds_today(today))
    seats = select(func.count()).select_from(BoardSeat).where(*lived)
    return Tally(session.scalar(seats.where(filled)) or 0, session.scalar(seats) or 0)


def _lived_chairs(session: Session, today: date) -> Tally:
    """A class stands beside an alias only if the member chose so, so only those who did are in the part."""
    chairs = select(BoardSeat.seat_class, Term.shows_class).join(Term, Term.seat_id == BoardSeat.id)
    rows = list(session.execute(chairs.where(Term.office == CHAIR, BoardSeat.is_open, *_holds_today(today))))
    lived = [kind for kind, shows in rows if shows and kind == SeatClass.LIVED_EXPERIENCE.value]
    return Tally(len(lived), len(rows))


def _double_quorum(session: Session) -> Tally:
    """Of meetings that are over; the heads were counted when each was closed."""
    rows = select(Meeting.head_counts).where(Meeting.state.in_(BEHIND), Meeting.head_counts.is_not(None))
    heads = [counts for counts in session.scalars(rows) if counts]
    return Tally(sum(bool(counts["is_met"]) for counts in heads), len(heads))


def _stipends(session: Session, today: date) -> Tally:
    """Owed for meetings before today, or paid already."""
    rows = select(Stipend.paid_on, Meeting.held_on).join(Meeting, Meeting.id == Stipend.meeting_id)
    due = or_(Meeting.held_on < today, Stipend.paid_on.is_not(None))
    owed = session.execute(rows.where(due)).all()
    same_day = sum(paid_on is not None and paid_on <= held_on for paid_on, held_on in owed)
    return Tally(same_day, len(owed))


def _replies_late(session: Session, today: date) -> Tally:
    """Awaited replies; the part: past their day and past every extension."""
    owed = select(func.count()).select_from(Decision)
    owed = owed.where(
        Decision.is_published,
        Decision.reply_state == ReplyState.AWAITED.value,
        Decision.reply_due_on.is_not(None),
    )
    longer = exists().where(
        Extension.subject == literal("reply:") + Decision.ref, Extension.due_is_on >= today
    )
    late = owed.where(Decision.reply_due_on <= today - timedelta(days=1), ~longer)
    return Tally(session.scalar(late) or 0, session.scalar(owed) or 0)
