"""What deletes something sealed asks for scrubbing; the regular work does it, outside any transaction."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.db import Database
from app.models.safekeeping import ScrubState
from app.scrubbing import PATIENCE, Scrubbed, scrub

EVERY = timedelta(days=1)
TRY_AGAIN_AFTER = timedelta(minutes=10)


def ask_for_scrub(session: Session) -> None:
    """Call in the transaction that deletes keys or words, where staff or the program does it.

    Not for a participant's own act: what they take back is scrubbed with the day's round, so that no row
    changes in the minute in which they came.
    """
    session.execute(update(ScrubState).values(asked=ScrubState.asked + 1))


def get_scrub_state(session: Session) -> ScrubState:
    """What is asked for, done and left."""
    return session.get_one(ScrubState, 1)


def scrub_if_due(database: Database, *, now: datetime) -> Scrubbed | None:
    """Scrub when it was asked for, and once a day for what lapsed or was taken back; None: nothing due."""
    with database.read() as session:
        if not _is_due(get_scrub_state(session), now):
            return None
    return scrub_now(database, now=now)


def scrub_now(database: Database, *, now: datetime, patience: timedelta = PATIENCE) -> Scrubbed:
    """Scrub everything and remember how far it got. Never inside a transaction."""
    with database.read() as session:
        asked = get_scrub_state(session).asked
    result = scrub(database, patience=patience)
    with database.write() as session:
        state = session.get_one(ScrubState, 1, with_for_update=True)
        state.tried_at, state.left = now, [list(one) for one in result.left]
        if result.is_done:
            state.done, state.done_at = max(state.done, asked), now
    return result


def _is_due(state: ScrubState, now: datetime) -> bool:
    if state.left and state.tried_at and now - state.tried_at < TRY_AGAIN_AFTER:
        return False
    return state.asked > state.done or state.done_at is None or now - state.done_at >= EVERY
