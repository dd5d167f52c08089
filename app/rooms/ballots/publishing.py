"""After the count: the files are scrubbed, and only then the result appears and goes where it belongs."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.domain.lifecycles import BALLOT, BallotState
from app.models.ballots import Ballot
from app.rooms.ballots.clock import Clock
from app.rooms.ballots.feeding import feed_result
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.records import BallotAct, sha256_of, write_public
from app.scrubbing import scrub
from app.web.house import get_organisation_facts

TABLES = ("envelope", "ballot_key", "ballot_seat", "opening", "ballot", "paper_entry", "kept_back_count")


def publish_counted(database: Database, clock: Clock) -> list[str]:
    """Scrub once for all ballots that are counted and not yet shown, then show them; returns them.

    While the files cannot be scrubbed (somebody reads for long) nothing appears: the next tick tries again.
    """
    with database.read() as session:
        waiting = _list_counted(session)
    if not waiting or not scrub(database, TABLES).is_done:
        return []
    with database.write() as session:
        today = get_organisation_facts(session).today(clock(session))
        return [ref for ref in waiting if _publish(session, ref, today)]


def _list_counted(session: Session) -> list[str]:
    counted = (Ballot.state == BallotState.CLOSED.value) & Ballot.counted_on.is_not(None)
    return list(session.scalars(select(Ballot.ref).where(counted)))


def _publish(session: Session, ref: str, today: date) -> bool:
    ballot = hold_box(session, ref)
    if ballot.state != BallotState.CLOSED.value or ballot.result is None:
        return False
    ballot.state = BALLOT.move(BallotState(ballot.state), BallotState.PUBLISHED).value
    act = BallotAct("ballot.publish", facts={"result": sha256_of(ballot.result)})
    write_public(session, ballot, act, today=today)
    feed_result(session, ballot, today=today)
    return True
