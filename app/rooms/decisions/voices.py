"""What a decision does to the voices that stand behind its proposal."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import FEEDBACK, FeedbackState
from app.domain.weeks import Week
from app.models.decisions import Decision
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalThread
from app.rooms.feedback.threads import move_thread


def list_voices(session: Session, decision: Decision) -> list[Thread]:
    """Every voice behind the decision, the participant's own thread of the proposal included, by key."""
    if decision.proposal_id is None:
        return []
    behind = select(ProposalThread.thread_id).where(ProposalThread.proposal_id == decision.proposal_id)
    own = select(Proposal.thread_id).where(
        Proposal.id == decision.proposal_id, Proposal.thread_id.is_not(None)
    )
    rows = select(Thread).where(Thread.id.in_(behind) | Thread.id.in_(own)).order_by(Thread.id)
    return list(session.scalars(rows))


def move_voices_on(
    session: Session, decision: Decision, *, today: date, to: FeedbackState = FeedbackState.CHANGE_PLANNED
) -> int:
    """Move those that may be moved: a change is planned, or made; returns how many."""
    moved = 0
    for thread in list_voices(session, decision):
        if FEEDBACK.may_move(FeedbackState(thread.state), to):
            move_thread(session, thread, to=to, week=Week.of(today))
            moved += 1
    return moved
