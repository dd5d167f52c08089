"""Who may read a voice, in which role, and the note that it was opened."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotAllowed, NotFound
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import FeedbackState, HoldState
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.people import Circle
from app.models.stewardship import Hold, ThreadReading
from app.rooms.accounts.circles import CircleName
from app.rooms.feedback.messages import PARTICIPANT, OpenMessage, list_messages, open_words, opened
from app.rooms.feedback.photos import open_photo
from app.rooms.feedback.threads import keys_of, lock_thread
from app.rooms.ledger.actions import append
from app.vault.thread_keys import ThreadKeys, open_reply_for_circle, open_words_for_circle
from app.web.actors import Actor

_READS = {
    CircleName.STEWARDS: (Permission.FEEDBACK_OPEN, Role.STEWARD),
    CircleName.OUTSIDE: (Permission.FEEDBACK_OPEN_OUTSIDE, Role.OUTSIDE_READER),
}


@dataclass(frozen=True)
class Reader:
    """The role somebody reads a voice in. ``asked`` is set for a second reader, who only decides on it."""

    role: Role
    circle_id: int
    asked: Hold | None = None


class ChangedMeanwhile(IllegalMove):
    """Somebody else was first. Raised before anything is written, so that both texts can be shown."""

    def __init__(self) -> None:
        super().__init__("changed_meanwhile")


def get_reader(session: Session, thread: Thread, *, actor: Actor) -> Reader:
    """How this actor may read the voice; ``NotFound`` when it is sealed to others."""
    circle = session.get_one(Circle, thread.circle_id)
    permission, role = _READS[CircleName(circle.name)]
    if actor.may(permission):
        return Reader(role, circle.id)
    asked = find_asked_hold(session, thread)
    if asked is not None and actor.may(Permission.HOLD_CONFIRM):
        return Reader(Role.OUTSIDE_READER, asked.circle_id, asked)
    raise NotFound("not_found")


def find_asked_hold(session: Session, thread: Thread) -> Hold | None:
    """The request to hold this voice back that waits for its second reader."""
    asked = select(Hold).where(Hold.thread_id == thread.id, Hold.state == HoldState.ASKED.value)
    return session.scalars(asked).one_or_none()


def find_hold(session: Session, thread: Thread) -> Hold | None:
    """The newest request to hold this voice back, whatever became of it."""
    newest = select(Hold).where(Hold.thread_id == thread.id).order_by(Hold.id.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def open_feedback(session: Session, actor: Actor, *, thread: Thread, week: Week) -> None:
    """Note that this account opens the voice: one leaf a reader, voice and week.

    From then on its page shows the words to this reader until the week ends.
    """
    actor.require(Permission.FEEDBACK_LIST)
    lock_thread(session, thread)
    reader = get_reader(session, thread, actor=actor)
    if thread.state == FeedbackState.WITHDRAWN.value:
        raise IllegalMove("feedback.withdrawn")
    keys_of(thread)
    require_key(reader, actor)
    if has_opened(session, thread, actor=actor, week=week):
        return
    session.add(ThreadReading(thread_id=thread.id, account_id=actor.account_id, week=str(week)))
    session.flush()
    append(session, Leaf("feedback.open", f"feedback:{thread.ref}", None, reader.role.value, str(week)))


def has_opened(session: Session, thread: Thread, *, actor: Actor, week: Week | None = None) -> bool:
    """Whether this account opened the voice in that week, or in any."""
    noted = select(ThreadReading.week).where(
        ThreadReading.thread_id == thread.id, ThreadReading.account_id == actor.account_id
    )
    if week is not None:
        noted = noted.where(ThreadReading.week == str(week))
    return session.scalar(noted.limit(1)) is not None


def require_key(reader: Reader, actor: Actor) -> bytes:
    """The private key that the reader's circle opens with; ``NotAllowed`` while nobody has granted it."""
    if reader.circle_id not in actor.circle_keys:
        raise NotAllowed("feedback.key_not_granted")
    return actor.key_of_circle(reader.circle_id)


def read_words(session: Session, thread: Thread, *, actor: Actor) -> list[OpenMessage]:
    """The whole thread in its order, through the circle or through what was sealed to a second reader."""
    reader = get_reader(session, thread, actor=actor)
    if reader.asked is None:
        return open_words(session, thread, actor=actor)
    keys, private = _keys_lent(thread, reader.asked), require_key(reader, actor)
    words, replies = open_words_for_circle(keys, private), open_reply_for_circle(keys, private)
    return [
        opened(message, words if message.author == PARTICIPANT else replies)
        for message in list_messages(session, thread)
    ]


def read_photo(session: Session, thread: Thread, *, actor: Actor, number: int, week: Week) -> bytes:
    """The JPEG that came with a message, for one who opened the words this week; else ``NotFound``."""
    actor.require(Permission.FEEDBACK_LIST)
    reader = get_reader(session, thread, actor=actor)
    if not has_opened(session, thread, actor=actor, week=week):
        raise NotFound("not_found")
    keys = keys_of(thread) if reader.asked is None else _keys_lent(thread, reader.asked)
    words = open_words_for_circle(keys, require_key(reader, actor))
    return open_photo(session, thread, number=number, words_private=words)


def _keys_lent(thread: Thread, hold: Hold) -> ThreadKeys:
    keys = keys_of(thread)
    if hold.words_for_outside is None or hold.reply_for_outside is None:
        raise NotFound("feedback.purged")
    return replace(keys, words_for_circle=hold.words_for_outside, reply_for_circle=hold.reply_for_outside)


def may_act_on(
    session: Session, thread: Thread, *, actor: Actor, permission: Permission, version: int | None = None
) -> Role:
    """Lock the voice for an act of its reader and say in which role it is done.

    Refused: who may not, a second reader who is only asked, a withdrawn voice, one whose second reader has
    not decided, and, when ``version`` is given, one that has changed since (``ChangedMeanwhile``).
    """
    actor.require(permission)
    lock_thread(session, thread)
    reader = get_reader(session, thread, actor=actor)
    if reader.asked is not None:
        raise NotAllowed("hold.only_decide")
    if thread.state == FeedbackState.WITHDRAWN.value:
        raise IllegalMove("feedback.withdrawn")
    if find_asked_hold(session, thread) is not None:
        raise IllegalMove("hold.waits")
    if version is not None and thread.version != version:
        raise ChangedMeanwhile
    return reader.role
