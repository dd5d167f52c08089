"""What became of a warning: the public ones since it came. Which of them is its own is kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts import is_current
from app.domain.feedback_kinds import Kind
from app.domain.weeks import Week
from app.models.care import Alert
from app.models.feedback import Thread

MOST = 10


@dataclass(frozen=True)
class ShownWarning:
    """A public warning, and the last day on which it stands or stood there."""

    title: str
    language: str
    until: date
    is_up: bool


def list_warnings_since(session: Session, thread: Thread, *, today: date) -> Sequence[ShownWarning] | None:
    """The newest that went up since this voice came, ten at most; None for a voice that warns of nothing."""
    if thread.kind != Kind.WARNING.value:
        return None
    since = Week.parse(thread.week).starts_on
    rows = select(Alert).where(Alert.published_on >= since).order_by(Alert.id.desc()).limit(MOST)
    return [
        ShownWarning(
            one.title,
            one.language,
            one.ended_on or one.ends_on,
            is_current(one.ends_on, one.ended_on, today),
        )
        for one in session.scalars(rows)
    ]
