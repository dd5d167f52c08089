"""One voice from arrival on: find it, move it along its lifecycle, and who may open it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotFound
from app.domain.lifecycles import FEEDBACK, FeedbackState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.people import Circle
from app.rooms.accounts.circles import CircleName
from app.vault.thread_keys import ThreadKeys
from app.web.actors import Actor

ANSWERED_STATES = frozenset(
    {
        FeedbackState.ANSWERED,
        FeedbackState.CHANGE_PLANNED,
        FeedbackState.CHANGE_MADE,
        FeedbackState.NO_CHANGE,
    }
)
_OPENED_BY = {
    CircleName.STEWARDS: Permission.FEEDBACK_OPEN,
    CircleName.OUTSIDE: Permission.FEEDBACK_OPEN_OUTSIDE,
}


def get_thread_by_ref(session: Session, ref: str) -> Thread:
    """The thread with this reference, else ``NotFound``. Says nothing of who may open it."""
    thread = session.scalars(select(Thread).where(Thread.ref == ref)).one_or_none()
    if thread is None:
        raise NotFound("not_found")
    return thread


def move_thread(session: Session, thread: Thread, *, to: FeedbackState, week: Week) -> None:
    """Lock the thread and move it, else ``IllegalMove``; notes the first look and the first answer.

    Participants' own acts and staff's go through here; the leaf of an act of staff is its caller's.
    """
    lock_thread(session, thread)
    state = FEEDBACK.move(FeedbackState(thread.state), to)
    thread.state = state.value
    thread.version += 1
    if thread.acknowledged_week is None and state is not FeedbackState.WITHDRAWN:
        thread.acknowledged_week = str(week)
    if thread.answered_week is None and state in ANSWERED_STATES:
        thread.answered_week = str(week)
    session.flush()


def may_reopen(thread: Thread) -> bool:
    """Whether "not really" brings it back: once, from an answer that may be looked at again."""
    again = FeedbackState.BEING_LOOKED_AT
    return thread.reopened_week is None and FEEDBACK.may_move(FeedbackState(thread.state), again)


def reopen_thread(session: Session, thread: Thread, *, week: Week) -> None:
    """The answer was no real one: it is looked at again, and the answer's clock begins anew."""
    move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week)
    thread.reopened_week = str(week)
    thread.answered_week = thread.extended_week = None
    session.flush()


def lock_thread(session: Session, thread: Thread) -> None:
    """Read the row again and keep others from changing it until the transaction ends."""
    session.refresh(thread, with_for_update=True)


def is_reader_of(session: Session, thread: Thread, *, actor: Actor) -> bool:
    """True for one whose role reads the circle that the thread is sealed to."""
    circle = session.get_one(Circle, thread.circle_id)
    return actor.may(_OPENED_BY[CircleName(circle.name)])


def check_may_open(session: Session, thread: Thread, *, actor: Actor) -> bytes:
    """The private key of the thread's circle. ``NotFound`` for a reader of another circle.

    ``NotAllowed("feedback.key_not_granted")`` for one whose role reads it but who waits for the key.
    """
    circle = session.get_one(Circle, thread.circle_id)
    if not actor.may(_OPENED_BY[CircleName(circle.name)]):
        raise NotFound("not_found")
    if circle.id not in actor.circle_keys:
        raise NotAllowed("feedback.key_not_granted")
    return actor.key_of_circle(circle.id)


def keys_of(thread: Thread) -> ThreadKeys:
    """The row's sealed keys as the vault takes them; ``NotFound`` when the words were purged."""
    if thread.words_for_circle is None:
        raise NotFound("feedback.purged")
    return keys_left(thread)


def keys_left(thread: Thread) -> ThreadKeys:
    """The same, where something may have been erased: what is gone opens for nobody (``CannotOpen``)."""
    return ThreadKeys(
        words_public=thread.words_public_key,
        words_for_circle=thread.words_for_circle or b"",
        words_for_receipt=thread.words_for_receipt,
        reply_public=thread.reply_public_key,
        reply_for_circle=thread.reply_for_circle or b"",
        reply_for_receipt=thread.reply_for_receipt or b"",
    )
