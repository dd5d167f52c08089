"""The clock that decides whether a vote is in: the database's own, read inside the transaction."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

Clock = Callable[[Session], datetime]


def database_clock(session: Session) -> datetime:
    """Now, by the one clock that all processes share; on SQLite that is this machine's."""
    if session.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    # Not now(): that is the moment at which the transaction began, before it waited for the box.
    now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return now


def _clock(request: Request) -> Clock:
    given = request.app.state.clock
    return (lambda _session: given()) if given else database_clock


ThisClock = Annotated[Clock, Depends(_clock)]
