"""What the regular work does for ballots, whether or not somebody looks."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.db import Database
from app.rooms.ballots.clock import database_clock
from app.rooms.ballots.closing import settle_due
from app.rooms.ballots.feeding import feed_waiting
from app.rooms.ballots.publishing import publish_counted
from app.rooms.ballots.voiding import void_keyless
from app.rooms.board.moments import Moment
from app.web.house import OrganisationFacts


def tend_ballots(session: Session, *, now: datetime, facts: OrganisationFacts) -> None:
    """Open and close by the clock, void what a restore left without keys, join results with their motions."""
    moment = Moment(now, facts.today(now))
    void_keyless(session, moment=moment)
    settle_due(session, database_clock)
    feed_waiting(session, today=moment.on)


def show_counted(database: Database) -> None:
    """Scrub and publish what was counted, where the count could not do it at once."""
    publish_counted(database, database_clock)
