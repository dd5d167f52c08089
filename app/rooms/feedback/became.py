"""What became of a voice at the board's side: the public proposals that it stands behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock_history import ClockHistory
from app.domain.lifecycles import PROPOSAL, ProposalState
from app.domain.trail import TrailFacts
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalThread, ProposalVersion, Screening
from app.rooms.feedback.clocks import appeal_heard_by, get_clock_history
from app.rooms.feedback.trails import list_trail_facts

_NOT_PUT_UP = frozenset(
    {
        ProposalState.REFUSED,
        ProposalState.APPEALED,
        ProposalState.REFUSED_ON_APPEAL,
        ProposalState.WITHDRAWN,
    }
)


@dataclass(frozen=True)
class ShownProposal:
    """A public proposal as its receipt tells of it. ``title`` None: its words were never put up.

    ``heard_by``: the day by which an appeal that waits is heard.
    """

    row: Proposal = field(repr=False)
    ref: str
    title: str | None
    state: str
    is_own: bool
    screening: Screening | None = field(repr=False)
    heard_by: date | None = None

    @property
    def may_appeal(self) -> bool:
        """Whether its person may ask somebody else to look again."""
        return self.is_own and PROPOSAL.may_move(ProposalState(self.state), ProposalState.APPEALED)

    @property
    def may_withdraw(self) -> bool:
        """Whether its person may take it back: until the board has decided."""
        return self.is_own and PROPOSAL.may_move(ProposalState(self.state), ProposalState.WITHDRAWN)


def list_proposals_of(session: Session, thread: Thread) -> list[ShownProposal]:
    """The public proposals behind which this voice stands: its own first, then the newest."""
    linked = (
        select(Proposal)
        .join(ProposalThread, ProposalThread.proposal_id == Proposal.id)
        .where(ProposalThread.thread_id == thread.id, Proposal.public_on.is_not(None))
        .order_by(Proposal.public_on.desc(), Proposal.id.desc())
    )
    history = get_clock_history(session)
    found = sorted(session.scalars(linked), key=lambda one: one.thread_id != thread.id)
    return [_shown(session, proposal, thread, history) for proposal in found]


def find_trail(session: Session, shown: Sequence[ShownProposal], *, today: date) -> TrailFacts | None:
    """How far the first of them that was put up came; None when none was."""
    put_up = [one.row for one in shown if ProposalState(one.state) not in _NOT_PUT_UP][:1]
    return list_trail_facts(session, put_up, today=today)[put_up[0].id] if put_up else None


def _shown(session: Session, proposal: Proposal, thread: Thread, history: ClockHistory) -> ShownProposal:
    title = (
        select(ProposalVersion.title)
        .where(ProposalVersion.proposal_id == proposal.id)
        .order_by(ProposalVersion.number.desc())
    )
    newest = select(Screening).where(Screening.proposal_id == proposal.id).order_by(Screening.id.desc())
    screening = session.scalars(newest.limit(1)).one_or_none()
    waits = proposal.state == ProposalState.APPEALED.value
    return ShownProposal(
        row=proposal,
        ref=proposal.ref,
        title=session.scalar(title.limit(1)),
        state=proposal.state,
        is_own=proposal.thread_id == thread.id,
        screening=screening,
        heard_by=appeal_heard_by(screening, history) if screening and waits else None,
    )
