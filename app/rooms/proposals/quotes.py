"""Words that a public proposal may quote: by the five-voices rule, and only as their person agreed."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import SAFE_COPY, FeedbackState, SafeCopyState
from app.domain.voices import Voice, voices_to_show
from app.domain.word_use import WordUse
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalQuote, ProposalThread
from app.models.stewardship import SafeCopy
from app.rooms.feedback.safe_copies import find_safe_copy, move_safe_copy
from app.vault.boxes import open_text
from app.web.actors import Actor


@dataclass(frozen=True)
class Quotable:
    """The safe copy of one voice that may stand on the public page."""

    copy: SafeCopy = field(repr=False)
    text: str = field(repr=False)


def list_quotable(session: Session, actor: Actor, proposal: Proposal) -> list[Quotable]:
    """The words that would stand there if it were published now, opened with the desk's key."""
    wanting = (
        select(Thread)
        .join(ProposalThread, ProposalThread.thread_id == Thread.id)
        .where(ProposalThread.proposal_id == proposal.id)
    )
    threads = {thread.ref: thread for thread in session.scalars(wanting)}
    copies = {
        ref: copy
        for ref, thread in threads.items()
        if thread.word_use == WordUse.QUOTE.value and (copy := find_safe_copy(session, thread))
    }
    shown = voices_to_show(_voice(thread, copies.get(ref)) for ref, thread in threads.items())
    return [
        Quotable(copy, open_text(actor.key_of_circle(copy.desk_circle_id), copy.sealed_for_desk))
        for ref in shown.quoted
        if (copy := copies[ref]).sealed_for_desk is not None
    ]


def publish_quotes(session: Session, actor: Actor, proposal: Proposal) -> None:
    """Put what may be quoted beside the proposal for good; its person can no longer take it back."""
    there = set(list_quotes(session, proposal))
    for one in list_quotable(session, actor, proposal):
        if SAFE_COPY.may_move(SafeCopyState(one.copy.state), SafeCopyState.PUBLISHED):
            move_safe_copy(session, one.copy, to=SafeCopyState.PUBLISHED)
        if one.text not in there:
            session.add(ProposalQuote(proposal_id=proposal.id, words=one.text))
    session.flush()


def list_quotes(session: Session, proposal: Proposal) -> list[str]:
    """The words that stand beside it, in an order that says nothing."""
    quotes = select(ProposalQuote.words).where(ProposalQuote.proposal_id == proposal.id)
    return list(session.scalars(quotes.order_by(ProposalQuote.id)))


def _voice(thread: Thread, copy: SafeCopy | None) -> Voice:
    return Voice(
        thread.ref,
        WordUse(thread.word_use),
        SafeCopyState(copy.state) if copy else None,
        FeedbackState(thread.state),
        chose_after_warning=thread.quote_after_warning,
    )
