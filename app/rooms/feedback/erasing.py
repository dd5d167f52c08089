"""Erasing the words of one voice: their keys, their rows, and every copy of them that is not public."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.lifecycles import AnswerState, SafeCopyState
from app.domain.retention import Erasure
from app.models.answers import Answer, AnswerTheme, AnswerThread
from app.models.care import SafetyItem, SafetyStep, StaffHandover, StaffHandoverCopy
from app.models.feedback import Message, Thread
from app.models.intake import SpokenWord
from app.models.proposals import Proposal, ProposalVersion
from app.models.safekeeping import PurgedReference
from app.models.stewardship import Hold, SafeCopy
from app.rooms.feedback.insert_once import insert_once
from app.rooms.feedback.photos import erase_photos
from app.rooms.feedback.standing import withdraw_nominations

WORDS, RECEIPT = "words", "receipt"


def erase_words(session: Session, thread: Thread, *, because: Erasure = Erasure.TAKEN_BACK) -> None:
    """Destroy the keys and the words on both sides; what is public stays, and the receipt leads to it.

    A safe copy that was published keeps its reply key. The caller asks for scrubbing, unless the person
    themselves took the words back: that waits for the day's round.
    """
    session.flush()
    thread.words_for_circle = thread.words_for_receipt = None
    thread.erased_because = because.value
    session.execute(delete(Message).where(Message.thread_id == thread.id))
    erase_photos(session, thread)
    _erase_copies(session, thread)
    _erase_care(session, thread)
    _erase_drafts(session, thread)
    withdraw_nominations(session, thread)
    note_purged(session, thread.ref, WORDS)


def note_purged(session: Session, ref: str, what: str) -> None:
    """Remember it, so that a restored backup erases it again."""
    insert_once(session, PurgedReference, ref=ref, what=what, is_listed=False)


def _erase_copies(session: Session, thread: Thread) -> None:
    of_this = SafeCopy.thread_id == thread.id
    published = SafeCopy.state == SafeCopyState.PUBLISHED.value
    session.execute(
        update(SafeCopy).where(of_this, ~published).values(sealed_for_desk=None, sealed_for_receipt=None)
    )
    if session.scalar(select(SafeCopy.id).where(of_this, published).limit(1)) is None:
        thread.reply_for_circle = thread.reply_for_receipt = None
    lent = update(Hold).where(Hold.thread_id == thread.id)
    session.execute(lent.values(sealed_reason=b"", words_for_outside=None, reply_for_outside=None))
    session.execute(delete(SpokenWord).where(SpokenWord.thread_id == thread.id))


def _erase_care(session: Session, thread: Thread) -> None:
    """What was written about their safety, or handed to leadership, quotes them."""
    item = update(SafetyItem).where(SafetyItem.thread_id == thread.id)
    session.execute(item.values(sealed_findings=None, slot_at=None))
    step = update(SafetyStep).where(SafetyStep.thread_id == thread.id)
    session.execute(step.values(sealed_words=None))
    take_back_from_leadership(session, thread)
    answered = update(StaffHandover).where(StaffHandover.thread_id == thread.id)
    session.execute(answered.values(sealed_answer=None))


def take_back_from_leadership(session: Session, thread: Thread) -> None:
    """What was handed to leadership in words is theirs no more; that it was handed over stays."""
    handed = select(StaffHandover.id).where(StaffHandover.thread_id == thread.id)
    copies = update(StaffHandoverCopy).where(StaffHandoverCopy.handover_id.in_(handed))
    session.execute(copies.values(sealed_words=None).execution_options(synchronize_session=False))


def _erase_drafts(session: Session, thread: Thread) -> None:
    """Drafts to this voice alone, and a proposal of its own that nobody could read yet."""
    mine = select(AnswerThread.answer_id).where(AnswerThread.thread_id == thread.id)
    others = select(AnswerThread.answer_id).where(AnswerThread.thread_id != thread.id)
    themes = select(AnswerTheme.answer_id)
    drafts = update(Answer).where(
        Answer.state.in_((AnswerState.DRAFT.value, AnswerState.DROPPED.value)),
        Answer.id.in_(mine),
        Answer.id.not_in(others),
        Answer.id.not_in(themes),
    )
    unread = {"sealed_draft": None}
    session.execute(drafts.values(**unread).execution_options(synchronize_session=False))
    own = select(Proposal.id).where(Proposal.thread_id == thread.id, Proposal.public_on.is_(None))
    versions = update(ProposalVersion).where(ProposalVersion.proposal_id.in_(own))
    session.execute(versions.values(**unread).execution_options(synchronize_session=False))
