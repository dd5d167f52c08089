"""Safe copies as an editor may see them: opened with the desk's key, once the person agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.word_use import WordUse, board_may_read, public_may_read
from app.models.feedback import Thread
from app.models.stewardship import SafeCopy
from app.rooms.answers.drafts import desk_key
from app.vault.boxes import open_text
from app.web.actors import Actor

OPENED_AT_ONCE = 400


@dataclass(frozen=True)
class ReadCopy:
    """The newest safe copy of a voice. ``is_quotable``: its person lets the public read it as it stands."""

    thread: Thread = field(repr=False)
    copy: SafeCopy = field(repr=False)
    text: str = field(repr=False)
    is_for_board: bool
    is_quotable: bool

    @property
    def is_public(self) -> bool:
        """Quoted in a published answer already."""
        return self.copy.state == SafeCopyState.PUBLISHED


def list_copies(session: Session, actor: Actor, threads: Sequence[Thread]) -> list[ReadCopy]:
    """The newest copy of each voice that has one which the desk can open, agreed or not."""
    by_id = {thread.id: thread for thread in threads[:OPENED_AT_ONCE]}
    newest = (
        select(SafeCopy.thread_id, func.max(SafeCopy.number).label("number"))
        .where(SafeCopy.thread_id.in_(by_id))
        .group_by(SafeCopy.thread_id)
        .subquery()
    )
    copies = select(SafeCopy).join(
        newest, (newest.c.thread_id == SafeCopy.thread_id) & (newest.c.number == SafeCopy.number)
    )
    return [
        _read(actor, by_id[copy.thread_id], copy)
        for copy in session.scalars(copies.order_by(SafeCopy.thread_id))
        if copy.sealed_for_desk
    ]


def has_agreed_copy(session: Session, thread: Thread) -> bool:
    """True when the board may read the newest copy of this voice."""
    newest = select(SafeCopy.state).where(SafeCopy.thread_id == thread.id).order_by(SafeCopy.number.desc())
    state = session.scalar(newest.limit(1))
    return board_may_read(*_rule(thread, state)) if state else False


def _read(actor: Actor, thread: Thread, copy: SafeCopy) -> ReadCopy:
    assert copy.sealed_for_desk is not None  # noqa: S101  # the caller leaves out what has none
    rule = _rule(thread, copy.state)
    return ReadCopy(
        thread=thread,
        copy=copy,
        text=open_text(desk_key(actor, copy.desk_circle_id), copy.sealed_for_desk),
        is_for_board=board_may_read(*rule),
        is_quotable=public_may_read(*rule),
    )


def _rule(thread: Thread, copy_state: str) -> tuple[WordUse, SafeCopyState, FeedbackState]:
    return WordUse(thread.word_use), SafeCopyState(copy_state), FeedbackState(thread.state)
