"""What a participant does with their own proposal, by the code: take it back, or ask to look again."""

from sqlalchemy.orm import Session

from app.domain.ledger.leaves import PROGRAM
from app.domain.lifecycles import FeedbackState, ProposalState, SafeCopyState
from app.domain.weeks import Week
from app.domain.word_use import may_withdraw as may_withdraw_words
from app.models.feedback import Thread
from app.rooms.feedback.forms import Act
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.proposals.queries import find_proposal_of_thread
from app.rooms.proposals.screening import appeal
from app.rooms.proposals.withdrawing import may_withdraw, withdraw


def act_on_own_proposal(session: Session, thread: Thread, act: Act, week: Week) -> str | None:
    """Do the part of the act that concerns the proposal; None when the thread's own part is still to do."""
    proposal = find_proposal_of_thread(session, thread)
    if proposal is None:
        return None
    if act is Act.APPEAL and proposal.state == ProposalState.REFUSED.value:
        appeal(session, proposal, by=PROGRAM, week=week)
        return "proposal_appealed"
    if act is Act.WITHDRAW and may_withdraw(proposal):
        withdraw(session, proposal, by=PROGRAM, week=week)
        return None if _may_take_back_words(session, thread) else "proposal_withdrawn"
    return None


def _may_take_back_words(session: Session, thread: Thread) -> bool:
    copy = find_safe_copy(session, thread)
    state = SafeCopyState(copy.state) if copy else None
    return may_withdraw_words(state, FeedbackState(thread.state))
