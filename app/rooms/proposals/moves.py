"""Where a proposal goes: its lifecycle, its leaf, and the agenda. Other rooms move proposals by these."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.lifecycles import PROPOSAL, ProposalState
from app.domain.weeks import Week
from app.models.proposals import Proposal
from app.rooms.proposals.records import append_act


def lock_proposal(session: Session, proposal: Proposal) -> None:
    """Read the row again and keep others from changing it until the transaction ends."""
    session.refresh(proposal, with_for_update=True)


def change_state(session: Session, proposal: Proposal, *, to: ProposalState) -> None:
    """Lock and move along the lifecycle, else ``IllegalMove``. The leaf is the caller's."""
    lock_proposal(session, proposal)
    proposal.state = PROPOSAL.move(ProposalState(proposal.state), to).value
    proposal.version += 1
    session.flush()


def move_proposal(
    session: Session,
    proposal: Proposal,
    *,
    to: ProposalState,
    by: str,
    today: date,
    act: str = "proposal.move",
) -> None:
    """Move it and append the leaf with its new record, else ``IllegalMove``; raises the public version.

    ``by`` is the role that acts, or "program". The act that caused it (a vote, a reply) has its own leaf.
    """
    change_state(session, proposal, to=to)
    append_act(session, proposal, act=act, by=by, week=Week.of(today))


def put_on_agenda(session: Session, proposal: Proposal, *, by: str, today: date) -> None:
    """Move it onto the agenda; a deferred, declined or reviewed one may come back."""
    move_proposal(
        session, proposal, to=ProposalState.ON_AGENDA, by=by, today=today, act="proposal.put_on_agenda"
    )
