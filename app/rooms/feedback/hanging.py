"""What hangs on a thread, in one look: on most there is little, and only that is asked for."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.answers import AnswerThread
from app.models.feedback import Thread
from app.models.intake import Photo, SpokenWord
from app.models.nominations import Nomination
from app.models.proposals import Proposal, ProposalThread
from app.models.schema import Model
from app.models.stewardship import Hold, SafeCopy

# Any: a thread's id, which some of these may lack.
_TO_THREAD: Final[Mapping[type[Model], InstrumentedAttribute[Any]]] = {
    AnswerThread: AnswerThread.thread_id,
    Hold: Hold.thread_id,
    Nomination: Nomination.thread_id,
    Photo: Photo.thread_id,
    Proposal: Proposal.thread_id,
    ProposalThread: ProposalThread.thread_id,
    SafeCopy: SafeCopy.thread_id,
    SpokenWord: SpokenWord.thread_id,
}
_LOOK: Final = select(*(exists().where(to == bindparam("thread")) for to in _TO_THREAD.values()))


Hanging = frozenset[type[Model]]


def what_hangs_on(session: Session, thread: Thread) -> Hanging:
    """The tables that have a row of this thread, whatever its state."""
    found = session.execute(_LOOK, {"thread": thread.id}).one()
    return frozenset(model for model, is_there in zip(_TO_THREAD, found, strict=True) if is_there)
