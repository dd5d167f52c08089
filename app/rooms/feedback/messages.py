"""The messages of a thread: sealed as they come in, opened for those who may read them."""

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.weeks import Week
from app.models.feedback import Message, Thread
from app.rooms.feedback.threads import check_may_open, keys_of, lock_thread
from app.vault.boxes import open_text, seal_text
from app.vault.thread_keys import open_reply_for_circle, open_words_for_circle
from app.web.actors import Actor

PARTICIPANT = "participant"
LONGEST = 20_000
"""Characters of one message, whoever writes it."""


@dataclass(frozen=True)
class OpenMessage:
    """One opened message. ``author``: ``participant`` or the role that wrote; ``week`` as 2026-W34."""

    number: int
    author: str
    week: str
    text: str = field(repr=False)

    @property
    def is_from_participant(self) -> bool:
        """Words of the person who spoke, which lie on yellow paper."""
        return self.author == PARTICIPANT


def open_words(session: Session, thread: Thread, *, actor: Actor) -> list[OpenMessage]:
    """The whole thread in its order, for one of its circle; ``NotFound`` for others and after a purge."""
    circle_private = check_may_open(session, thread, actor=actor)
    keys = keys_of(thread)
    words = open_words_for_circle(keys, circle_private)
    replies = open_reply_for_circle(keys, circle_private)
    return [
        opened(message, words if message.author == PARTICIPANT else replies)
        for message in list_messages(session, thread)
    ]


def reply_to_participant(session: Session, thread: Thread, text: str, *, author: str, week: Week) -> Message:
    """Write to the person: their code opens it, and so does the thread's circle.

    ``author`` is the role that writes. The caller checks the permission and appends the leaf.
    """
    return add_message(session, thread, check_text(text, field="reply"), author=author, week=week)


def add_message(session: Session, thread: Thread, text: str, *, author: str, week: Week) -> Message:
    """Seal and store the next message of the thread; two at once get two numbers."""
    lock_thread(session, thread)
    keys_of(thread)
    last = session.scalar(select(func.max(Message.number)).where(Message.thread_id == thread.id)) or 0
    message = Message(
        thread_id=thread.id,
        number=last + 1,
        author=author,
        week=str(week),
        sealed=seal_for_participant(thread, text)
        if author != PARTICIPANT
        else seal_text(thread.words_public_key, text),
    )
    session.add(message)
    thread.last_week = max(thread.last_week, str(week))
    session.flush()
    return message


def first_message(thread: Thread, text: str, *, week: Week) -> Message:
    """What a voice begins with, sealed; nobody can write into the thread before it is stored."""
    sealed = seal_text(thread.words_public_key, text)
    return Message(thread_id=thread.id, number=1, author=PARTICIPANT, week=str(week), sealed=sealed)


def seal_for_participant(thread: Thread, text: str) -> bytes:
    """Seal what staff show to the person (a reply, a safe copy): the code and the circle open it."""
    return seal_text(thread.reply_public_key, text)


def check_text(text: str, *, field: str) -> str:
    """The text without the white space around it; ``InvalidInput`` when it is empty or too long."""
    stripped = text.strip()
    if not stripped:
        raise InvalidInput("field.required", field=field)
    if len(stripped) > LONGEST:
        raise InvalidInput("field.too_long", field=field, limit=LONGEST)
    return stripped


def list_messages(session: Session, thread: Thread) -> list[Message]:
    """The sealed messages in their order."""
    rows = select(Message).where(Message.thread_id == thread.id).order_by(Message.number)
    return list(session.scalars(rows))


def opened(message: Message, private: bytes) -> OpenMessage:
    """One message opened by the private key it was sealed to; ``CannotOpen`` by another."""
    return OpenMessage(message.number, message.author, message.week, open_text(private, message.sealed))
