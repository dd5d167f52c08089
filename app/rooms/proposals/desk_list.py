"""What the desk has to do with proposals: drafts, appeals, and voices that ask the board."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.clocks import Timing
from app.domain.lifecycles import FeedbackState, ProposalState, SafeCopyState
from app.domain.permissions import Permission
from app.domain.word_use import WordUse
from app.models.feedback import Thread
from app.models.proposals import Proposal
from app.models.stewardship import SafeCopy
from app.rooms.proposals.appeals import count_appeals_waiting, list_appeal_timings
from app.rooms.proposals.drafts import read_draft
from app.rooms.proposals.listing import Listing
from app.rooms.proposals.queries import list_newest_versions
from app.rooms.proposals.screening import may_hear
from app.web.actors import Actor
from app.web.desk import DeskSection

PAGE_SIZE = 25
_AGREED = (
    SafeCopyState.AGREED.value,
    SafeCopyState.AGREED_BY_SILENCE.value,
    SafeCopyState.PUBLISHED.value,
)


@dataclass(frozen=True)
class DraftRow:
    """A draft, or one whose author asked to look again. ``title`` is empty as long as it has none.

    ``timing``: where the appeal stands against its clock; None for a draft.
    """

    ref: str
    title: str = field(repr=False)
    state: str
    proposed_by: str
    started_on: date
    is_own: bool
    timing: Timing | None = None


@dataclass(frozen=True)
class DeskListPage:
    """``asking``: voices that may become proposals now. ``older_drafts``: the key of the next page."""

    drafts: Sequence[DraftRow]
    older_drafts: str
    appeals: Sequence[DraftRow]
    asking: Sequence[str]
    may_draft: bool
    listing: Listing


def list_in_work(
    session: Session, actor: Actor, state: ProposalState, *, after: Proposal | None = None
) -> list[DraftRow]:
    """Sealed proposals of one state, the longest waiting first; one more than a page, if there are more."""
    rows = select(Proposal).where(Proposal.state == state.value, Proposal.opened_on.is_(None))
    if after is not None:
        rows = rows.where(Proposal.id > after.id)
    proposals = list(session.scalars(rows.order_by(Proposal.id).limit(PAGE_SIZE + 1)))
    versions = list_newest_versions(session, proposals)
    return [
        DraftRow(
            ref=proposal.ref,
            title=read_draft(proposal, versions[proposal.id], actor).title,
            state=proposal.state,
            proposed_by=proposal.proposed_by,
            started_on=proposal.started_on,
            is_own=proposal.author_id == actor.account_id,
        )
        for proposal in proposals
    ]


def list_appeals(session: Session, actor: Actor, *, today: date) -> list[DraftRow]:
    """Proposals whose authors asked to look again, the longest waiting first; a page of them at most."""
    rows = list_in_work(session, actor, ProposalState.APPEALED)[:PAGE_SIZE]
    timings = list_appeal_timings(session, [row.ref for row in rows], today)
    return [replace(row, timing=timings.get(row.ref)) for row in rows]


@dataclass(frozen=True)
class WaitingProposals:
    """For ``proposals/desk/_waiting.html``: how much waits for this person, and what of it is late."""

    drafts: int
    appeals: int
    appeals_late: int
    asking: int
    refused_own: int


def waiting_proposals(session: Session, actor: Actor, today: date) -> DeskSection | None:
    """What waits at the proposals desk; nothing for who neither writes, screens nor hears."""
    if not (actor.may(Permission.PROPOSAL_DRAFT) or may_hear(actor)):
        return None
    screens = actor.may(Permission.PROPOSAL_SCREEN)
    own = Proposal.author_id == actor.account_id
    waiting = WaitingProposals(
        drafts=_count(session, ProposalState.DRAFT, *(() if screens else (own,))),
        appeals=_count(session, ProposalState.APPEALED) if may_hear(actor) else 0,
        appeals_late=count_appeals_waiting(session, today).part if may_hear(actor) else 0,
        asking=len(list_asking(session, actor)),
        refused_own=_count(session, ProposalState.REFUSED, own),
    )
    return DeskSection("proposals/desk/_waiting.html", waiting)


def _count(session: Session, state: ProposalState, *also: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(Proposal).where(Proposal.state == state.value, *also)
    return session.scalar(counted) or 0


def list_asking(session: Session, actor: Actor) -> list[str]:
    """Voices that ask the board, whose person agreed to the safe copy, and that are no proposal yet."""
    if not actor.may(Permission.PROPOSAL_SCREEN):
        return []
    other = aliased(SafeCopy)
    newest = select(func.max(other.number)).where(other.thread_id == SafeCopy.thread_id).scalar_subquery()
    agreed = exists().where(
        and_(SafeCopy.thread_id == Thread.id, SafeCopy.number == newest, SafeCopy.state.in_(_AGREED))
    )
    waiting = (
        select(Thread.ref)
        .where(
            Thread.state == FeedbackState.BEING_LOOKED_AT.value,
            Thread.asks_board,
            Thread.word_use != WordUse.COUNT.value,
            agreed,
            ~exists().where(Proposal.thread_id == Thread.id),
        )
        .order_by(Thread.week, Thread.id)
    )
    return list(session.scalars(waiting.limit(PAGE_SIZE)))
