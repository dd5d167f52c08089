"""Reading proposals: one by its reference, its public words, and what an agenda may take up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.domain.agenda import ItemKind
from app.domain.errors import NotFound
from app.domain.lifecycles import ProposalState
from app.domain.proposals import ProposedBy
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalVersion

_AGENDA_STATES = (
    ProposalState.OPEN_FOR_SUPPORT.value,
    ProposalState.DEFERRED.value,
    ProposalState.REVIEWED_CHANGE.value,
)
_KINDS = {
    ProposedBy.PARTICIPANT.value: ItemKind.PARTICIPANT_PROPOSAL,
    ProposedBy.BOARD_MEMBER.value: ItemKind.BOARD_PROPOSAL,
    ProposedBy.STAFF.value: ItemKind.STAFF_PROPOSAL,
}
_ORDER = list(_KINDS.values())


@dataclass(frozen=True)
class AgendaCandidate:
    """A proposal that may be put on an agenda. ``waiting_since`` is the day that it opened."""

    proposal: Proposal = field(repr=False)
    title: str
    kind: ItemKind
    waiting_since: date


def get_proposal_by_ref(session: Session, ref: str) -> Proposal:
    """The proposal in whatever state, else ``NotFound``. Says nothing of who may read it."""
    proposal = session.scalars(select(Proposal).where(Proposal.ref == ref)).one_or_none()
    if proposal is None:
        raise NotFound("not_found")
    return proposal


def get_public_proposal(session: Session, ref: str) -> Proposal:
    """The proposal if anyone may read of it, else ``NotFound``."""
    proposal = get_proposal_by_ref(session, ref)
    if proposal.public_on is None:
        raise NotFound("not_found")
    return proposal


def find_proposal_of_thread(session: Session, thread: Thread) -> Proposal | None:
    """The proposal that a participant's own voice became."""
    return session.scalars(select(Proposal).where(Proposal.thread_id == thread.id)).first()


def list_versions(session: Session, proposal: Proposal) -> list[ProposalVersion]:
    """All versions, the oldest first; before it is public there is one, sealed to the desk."""
    versions = select(ProposalVersion).where(ProposalVersion.proposal_id == proposal.id)
    # Read anew each time: another editor may have saved while this one waited for the lock.
    rows = versions.order_by(ProposalVersion.number).execution_options(populate_existing=True)
    return list(session.scalars(rows))


def list_newest_versions(session: Session, proposals: Sequence[Proposal]) -> dict[int, ProposalVersion]:
    """The newest version of each, by the proposal's id."""
    newest = (
        select(ProposalVersion.proposal_id, func.max(ProposalVersion.number).label("number"))
        .where(ProposalVersion.proposal_id.in_([proposal.id for proposal in proposals]))
        .group_by(ProposalVersion.proposal_id)
        .subquery()
    )
    rows = select(ProposalVersion).join(
        newest,
        and_(newest.c.proposal_id == ProposalVersion.proposal_id, newest.c.number == ProposalVersion.number),
    )
    return {version.proposal_id: version for version in session.scalars(rows)}


def list_for_agenda(session: Session) -> list[AgendaCandidate]:
    """What a meeting may take up: participants' first, then the board's, then staff's; oldest first."""
    waiting = select(Proposal).where(Proposal.state.in_(_AGENDA_STATES), Proposal.opened_on.is_not(None))
    proposals = list(session.scalars(waiting.order_by(Proposal.opened_on, Proposal.id)))
    versions = list_newest_versions(session, proposals)
    found = [
        AgendaCandidate(
            proposal,
            versions[proposal.id].title or proposal.ref,
            _KINDS[proposal.proposed_by],
            proposal.opened_on,
        )
        for proposal in proposals
        if proposal.opened_on is not None
    ]
    return sorted(found, key=lambda one: _ORDER.index(one.kind))
