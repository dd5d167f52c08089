"""A receipt ends a year after the last step of its trail; until then it opens what became of the words."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.retention import receipt_is_over
from app.domain.weeks import Week
from app.models.answers import Answer, AnswerThread
from app.models.decisions import Decision, LeadershipReply, PolicyVersion, ReportBack, Review, Step
from app.models.feedback import Message, Receipt, Thread
from app.models.proposals import Proposal, ProposalThread
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.feedback.erasing import RECEIPT, note_purged
from app.rooms.feedback.standing import forget_nominations, nomination_steps
from app.web.scrub_requests import ask_for_scrub

MOST_AT_ONCE = 500


def end_due_receipts(session: Session, today: date) -> int:
    """Erase the receipts whose year is over, with what was written to them; returns how many, 500 at most."""
    history = get_clock_history(session)
    shortest = min(span.clocks.receipt_days for span in history.spans())
    week = str(Week.of(today - timedelta(days=shortest)))
    candidates = (
        select(Thread)
        .join(Receipt, Receipt.thread_id == Thread.id)
        .where(Thread.words_for_circle.is_(None), Thread.last_week <= week)
        .order_by(Thread.last_week, Thread.id)
    )
    ended = 0
    for thread in session.scalars(candidates):
        clocks = history.of_week(Week.parse(thread.last_week))
        if receipt_is_over(_steps(session, thread), today=today, clocks=clocks):
            _end(session, thread)
            ended += 1
        if ended == MOST_AT_ONCE:
            break
    if ended:
        ask_for_scrub(session)
    session.flush()
    return ended


def _end(session: Session, thread: Thread) -> None:
    session.execute(delete(Receipt).where(Receipt.thread_id == thread.id))
    session.execute(delete(Message).where(Message.thread_id == thread.id))
    thread.reply_for_circle = thread.reply_for_receipt = None
    forget_nominations(session, thread)
    note_purged(session, thread.ref, RECEIPT)


def _steps(session: Session, thread: Thread) -> Iterator[date | None]:
    """The day of each step that this receipt tells of; None for one that is still to come."""
    yield Week.parse(thread.last_week).ends_on
    reached = select(AnswerThread.answer_id).where(AnswerThread.thread_id == thread.id)
    answers = select(Answer.published_on).where(Answer.id.in_(reached), Answer.published_on.is_not(None))
    yield from session.scalars(answers)
    yield from nomination_steps(session, thread)
    behind = select(ProposalThread.proposal_id).where(ProposalThread.thread_id == thread.id)
    proposals = select(Proposal).where(Proposal.id.in_(behind) | (Proposal.thread_id == thread.id))
    for proposal in session.scalars(proposals):
        yield proposal.public_on or proposal.started_on
        decisions = select(Decision).where(Decision.proposal_id == proposal.id)
        for decision in session.scalars(decisions):
            yield from _steps_of(session, decision)


def _steps_of(session: Session, decision: Decision) -> Iterator[date | None]:
    yield decision.board_replied_on or decision.decided_on
    mine = decision.id
    yield from session.scalars(select(LeadershipReply.replied_on).where(LeadershipReply.decision_id == mine))
    steps = select(Step.done_on).where(Step.decision_id == mine, Step.dropped_reason == "")
    yield from session.scalars(steps)
    yield from session.scalars(select(ReportBack.reported_on).where(ReportBack.decision_id == mine))
    yield from session.scalars(select(PolicyVersion.effective_on).where(PolicyVersion.decision_id == mine))
    for review in session.scalars(select(Review).where(Review.decision_id == mine)):
        yield review.ended_on
