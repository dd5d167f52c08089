"""Limits without identity: how often something named may happen in a span of time."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from app.domain.errors import TooMany
from app.models.jobs import Bucket

SPAN = timedelta(minutes=10)


def span_of(now: datetime) -> int:
    """The number of whole ten-minute spans since 1970."""
    return int(now.timestamp() // SPAN.total_seconds())


def require_room(session: Session, name: str, *, most: int, now: datetime) -> None:
    """Raise ``TooMany`` when ``name`` happened ``most`` times in this span."""
    count = session.scalar(select(Bucket.count).where(Bucket.name == name, Bucket.span == span_of(now)))
    if (count or 0) >= most:
        raise TooMany("too_many")


def count_one(session: Session, name: str, *, now: datetime) -> None:
    """Count one more of ``name``; the database does the adding, so that none is lost."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    row = insert(Bucket).values(name=name, span=span_of(now), count=1)
    adding = row.on_conflict_do_update(
        index_elements=[Bucket.name, Bucket.span], set_={"count": Bucket.count + 1}
    )
    session.execute(adding)


def take_room(session: Session, name: str, *, most: int, now: datetime) -> None:
    """Count one more of ``name``; ``TooMany``, and nothing counted, when that is more than ``most``.

    Counting and comparing is one statement, so that however many come at once, no more than ``most`` pass.
    """
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    row = insert(Bucket).values(name=name, span=span_of(now), count=1)
    taking = row.on_conflict_do_update(
        index_elements=[Bucket.name, Bucket.span],
        set_={"count": Bucket.count + 1},
        where=Bucket.count < most,
    )
    if session.execute(taking.returning(Bucket.count)).first() is None:
        raise TooMany("too_many")


def forget(session: Session, name: str) -> None:
    """Start again for ``name``."""
    session.execute(update(Bucket).where(Bucket.name == name).values(count=0))


def delete_past_spans(session: Session, now: datetime) -> None:
    """Delete what no limit looks at any more."""
    session.execute(delete(Bucket).where(Bucket.span < span_of(now) - 1))
