"""Taking a proposal back: its author at the desk, or the participant with the code."""

from sqlalchemy.orm import Session

from app.domain.ledger.leaves import PROGRAM
from app.domain.lifecycles import PROPOSAL, ProposalState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.proposals import Proposal
from app.rooms.proposals.drafts import get_newest_version
from app.rooms.proposals.moves import change_state
from app.rooms.proposals.records import append_act
from app.rooms.proposals.screening import check_is_author
from app.rooms.proposals.writing import role_for
from app.web.actors import Actor


def withdraw_own(session: Session, actor: Actor, proposal: Proposal, *, week: Week) -> None:
    """The author at the desk takes it back, until the board has decided; else ``IllegalMove``."""
    check_is_author(proposal, actor)
    withdraw(session, proposal, by=role_for(actor, Permission.PROPOSAL_DRAFT), week=week)


def withdraw(session: Session, proposal: Proposal, *, by: str, week: Week) -> None:
    """Move it; words that were never public are destroyed, public ones stay readable as taken back."""
    change_state(session, proposal, to=ProposalState.WITHDRAWN)
    newest = get_newest_version(session, proposal)
    newest.sealed_draft = None
    session.flush()
    # A participant's act on what nobody could read yet changes no public page, so it leaves no leaf.
    if by != PROGRAM or proposal.public_on is not None:
        append_act(session, proposal, act="proposal.withdraw", by=by, week=week)


def may_withdraw(proposal: Proposal) -> bool:
    """Whether its state still lets its author take it back."""
    return PROPOSAL.may_move(ProposalState(proposal.state), ProposalState.WITHDRAWN)
