"""One seat of the story is open for names: one waits to be read, one goes onto the ballot."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.demo.ballots import OPEN_FOR, OPENED
from app.demo.stage import Moment, Stage, at, day_of
from app.rooms.ballots.calls import open_call
from app.rooms.ballots.nominations import accept_name, type_name

JUNIPER = ("Juniper", "I want hot showers on both days. I listen, and I bring what I hear.")
SORREL = ("Sorrel", "I know the night shift. I want a light at the back door.")


def moments_of_names() -> Iterator[Moment]:
    """After the open vote began."""
    yield Moment(at(OPENED, 12), 9020, _ask)


def _ask(stage: Stage, session: Session, now: datetime) -> None:
    """Open for two weeks from whenever the demonstration is loaded."""
    steward, today = stage.actor("steward"), day_of(now)
    until = max(datetime.now(UTC), now).date() + OPEN_FOR
    call = open_call(session, stage.actor("secretary"), seats=1, until_on=until, today=today)
    for alias, statement in (JUNIPER, SORREL):
        name = type_name(session, steward, call, alias=alias, statement=statement, today=today)
        if alias == JUNIPER[0]:
            accept_name(session, steward, call, name.id, today=today)
