"""What puts itself on the next agenda: forced by cards, late, due for review, of no help, or left undecided.

Late answers stand as one item without a number, so that no agenda tells of a single voice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agenda import Item, ItemKind, Waiting, is_forced, order_agenda, overdue_items
from app.domain.clocks import Extension, timing_in_days
from app.domain.lifecycles import MeetingState, ProposalState, ReplyState, ReviewState
from app.domain.waiting import OPEN_STATES
from app.domain.weeks import Week
from app.models.board import AgendaItem, Meeting
from app.models.cards import CardSupport
from app.models.decisions import Decision, Helped, Review
from app.models.decisions import Extension as ExtensionRow
from app.models.feedback import Thread
from app.models.proposals import Proposal
from app.rooms.board.meeting_queries import BEHIND
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.feedback.floods import is_not_set_aside
from app.rooms.proposals.card_counts import count_by_proposal
from app.rooms.proposals.queries import list_newest_versions
from app.rooms.proposals.rulebook_in_force import get_rulebook_in_force
from app.rooms.stewardship.filters import late_answer

LATE_ANSWERS = "late-answers"
DID_NOT_HELP = "no"


@dataclass(frozen=True)
class WaitingItem:
    """One item that puts itself on; ``subject`` is its reference."""

    kind: ItemKind
    subject: str
    title: str
    waiting_since: date
    proposal_id: int | None = None


def list_waiting(session: Session, today: date, *, held_on: date) -> list[WaitingItem]:
    """All of it for a meeting on this day, in the order of an agenda."""
    found = [
        *_forced_by_cards(session, today),
        *_late_answers(session, today),
        *_late_replies(session, today),
        *_reviews(session, held_on),
        *_did_not_help(session),
        *_left_undecided(session, today),
    ]
    by_item = {Item(one.kind, one.subject, one.waiting_since): one for one in found}
    return [by_item[item] for item in order_agenda(by_item)]


def _late_answers(session: Session, today: date) -> list[WaitingItem]:
    over = late_answer(Week.of(today), get_clock_history(session))
    late = select(Thread.id).where(
        Thread.state.in_([state.value for state in OPEN_STATES]), over, is_not_set_aside()
    )
    if session.scalar(late.limit(1)) is None:
        return []
    return [WaitingItem(ItemKind.OVERDUE_ANSWER, LATE_ANSWERS, "", today)]


def _late_replies(session: Session, today: date) -> list[WaitingItem]:
    awaited = select(Decision).where(
        Decision.reply_state == ReplyState.AWAITED.value,
        Decision.reply_due_on < today,
        Decision.is_published,
    )
    decisions = {decision.ref: decision for decision in session.scalars(awaited)}
    waiting = [
        Waiting(
            ItemKind.OVERDUE_REPLY,
            ref,
            one.reply_due_on,
            timing_in_days(one.reply_due_on, today, extension=_extension(session, f"reply:{ref}")),
        )
        for ref, one in decisions.items()
        if one.reply_due_on is not None
    ]
    return [
        WaitingItem(item.kind, item.ref, decisions[item.ref].title, item.waiting_since)
        for item in overdue_items(waiting)
    ]


def _extension(session: Session, subject: str) -> Extension[date] | None:
    newest = select(ExtensionRow).where(ExtensionRow.subject == subject).order_by(ExtensionRow.id.desc())
    row = session.scalars(newest.limit(1)).one_or_none()
    return Extension(row.due_is_on, row.reason) if row else None


def _reviews(session: Session, held_on: date) -> list[WaitingItem]:
    due = (
        select(Decision.ref, Decision.title, Review.planned_on)
        .join(Decision, Decision.id == Review.decision_id)
        .where(Review.state == ReviewState.PLANNED.value, Review.planned_on <= held_on)
    )
    return [WaitingItem(ItemKind.REVIEW_DUE, ref, title, on) for ref, title, on in session.execute(due)]


def _did_not_help(session: Session) -> list[WaitingItem]:
    """Decisions that somebody said no of since the board last looked at them again."""
    said_no = select(Helped.decision_id).where(Helped.answer == DID_NOT_HELP, ~Helped.is_heard)
    rows = session.scalars(select(Decision).where(Decision.id.in_(said_no)))
    return [WaitingItem(ItemKind.DID_NOT_HELP, one.ref, one.title, one.decided_on) for one in rows]


def _forced_by_cards(session: Session, today: date) -> list[WaitingItem]:
    """What enough cards stand behind and no agenda has yet; also what the board put off."""
    waiting = select(Proposal).where(
        Proposal.state.in_((ProposalState.OPEN_FOR_SUPPORT.value, ProposalState.DEFERRED.value))
    )
    backed = waiting.where(Proposal.id.in_(select(CardSupport.proposal_id)))
    rows = list(session.scalars(backed.order_by(Proposal.id)))
    forced = _list_forced(session, rows, today)
    return _items(session, [one for one in rows if one.id in forced], forced)


def _left_undecided(session: Session, today: date) -> list[WaitingItem]:
    """Proposals on the agenda of no meeting to come: their last one ended, or could not decide."""
    coming = (
        select(AgendaItem.proposal_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.proposal_id.is_not(None), Meeting.state.not_in((*BEHIND, MeetingState.CANCELLED.value))
        )
    )
    left = select(Proposal).where(Proposal.state == ProposalState.ON_AGENDA.value, Proposal.id.not_in(coming))
    rows = list(session.scalars(left.order_by(Proposal.id)))
    return _items(session, rows, _list_forced(session, rows, today))


def _list_forced(session: Session, proposals: Sequence[Proposal], today: date) -> set[int]:
    """Ids of those that cards force; what they force stays so until it is decided."""
    if not proposals:
        return set()
    rulebook, cards = get_rulebook_in_force(session, today), count_by_proposal(session, proposals)
    return {proposal_id for proposal_id, number in cards.items() if is_forced(number, rulebook)}


def _items(session: Session, proposals: Sequence[Proposal], forced: set[int]) -> list[WaitingItem]:
    versions = list_newest_versions(session, proposals)
    return [
        WaitingItem(
            ItemKind.FORCED_BY_CARDS if one.id in forced else ItemKind.DEFERRED,
            one.ref,
            versions[one.id].title or one.ref,
            one.opened_on or one.started_on,
            one.id,
        )
        for one in proposals
    ]
