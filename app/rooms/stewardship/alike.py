"""Voices like the one that is open: found within this request, by one who may open both, and never stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import FeedbackState
from app.domain.likeness import LEAST_ALIKE, NEARLY_SAME, likeness, telling_words
from app.models.feedback import Message, Thread
from app.models.stewardship import Theme, ThreadTheme
from app.rooms.feedback.messages import OpenMessage
from app.rooms.feedback.threads import keys_left
from app.vault.boxes import CannotOpen, open_text
from app.vault.thread_keys import open_words_for_circle
from app.web.actors import Actor

COMPARED = 60
MOST_SHOWN = 3


@dataclass(frozen=True)
class Alike:
    """A voice with many of the same words; none of its words are shown."""

    ref: str
    week: str
    is_nearly_same: bool
    themes: Sequence[str]


def list_alike(
    session: Session, actor: Actor, thread: Thread, messages: Sequence[OpenMessage]
) -> list[Alike]:
    """The most alike of the newest voices of the same circle, three at most."""
    private = actor.circle_keys.get(thread.circle_id)
    mine = telling_words(" ".join(one.text for one in messages if one.is_from_participant))
    if private is None or len(mine) < 3:
        return []
    found = []
    for other, sealed in _others(session, thread):
        try:
            words = open_text(open_words_for_circle(keys_left(other), private), sealed)
        except CannotOpen:
            continue
        found.append((likeness(mine, telling_words(words)), other))
    near = sorted((one for one in found if one[0] >= LEAST_ALIKE), key=lambda one: (-one[0], one[1].ref))
    return [
        Alike(other.ref, other.week, how >= NEARLY_SAME, _themes(session, other))
        for how, other in near[:MOST_SHOWN]
    ]


def _others(session: Session, thread: Thread) -> Sequence[tuple[Thread, bytes]]:
    rows = (
        select(Thread, Message.sealed)
        .join(Message, (Message.thread_id == Thread.id) & (Message.number == 1))
        .where(Thread.circle_id == thread.circle_id, Thread.id != thread.id)
        .where(Thread.words_for_circle.is_not(None), Thread.state != FeedbackState.WITHDRAWN.value)
        .order_by(Thread.week.desc(), Thread.id.desc())
        .limit(COMPARED)
    )
    return [(other, sealed) for other, sealed in session.execute(rows)]


def _themes(session: Session, thread: Thread) -> list[str]:
    rows = select(Theme.name).join(ThreadTheme, ThreadTheme.theme_id == Theme.id)
    return list(session.scalars(rows.where(ThreadTheme.thread_id == thread.id).order_by(Theme.name)))
