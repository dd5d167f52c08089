"""How many cards stand behind proposals. Only these count toward the number that forces an agenda."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.cards import CardSupport
from app.models.proposals import Proposal


def count_card_supports(session: Session, proposal: Proposal) -> int:
    """Cards behind one proposal."""
    return count_by_proposal(session, [proposal]).get(proposal.id, 0)


def count_by_proposal(session: Session, proposals: Iterable[Proposal]) -> dict[int, int]:
    """Cards behind each, by the proposal's id; those without any are left out."""
    counted = (
        select(CardSupport.proposal_id, func.count())
        .where(CardSupport.proposal_id.in_([one.id for one in proposals]))
        .group_by(CardSupport.proposal_id)
    )
    return {proposal_id: number for proposal_id, number in session.execute(counted)}
