"""What must be done to restored rows before anybody may ask for a page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.ledger.leaves import PROGRAM, Leaf
from app.domain.weeks import Week
from app.rooms.ballots.voiding import void_keyless
from app.rooms.board.moments import Moment
from app.rooms.feedback.purging import purge_due_words, purge_listed
from app.rooms.ledger.actions import append
from app.web.house import get_organisation_facts
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class Aftermath:
    """How many threads were erased because their day had come, or were on the list; ballots that are void."""

    due: int
    listed: int
    void: int


def settle(session: Session, *, now: datetime, made_at: datetime, purged: frozenset[str]) -> Aftermath:
    """Erase what is due and what was erased since, end ballots that nobody can count, write it down."""
    facts = get_organisation_facts(session)
    today = facts.today(now)
    due = 0
    while erased := purge_due_words(session, today):
        due += erased
    listed = purge_listed(session, purged)
    void = len(void_keyless(session, moment=Moment(now, today)))
    raise_public_version(session)
    # A stranger who kept a later head of the ledger must find here why it is not continued.
    leaf = Leaf(
        "backup.restore",
        "organisation:1",
        "restored",
        PROGRAM,
        str(Week.of(today)),
        {"backup_of": str(facts.week(made_at)), "void_ballots": void},
    )
    append(session, leaf)
    return Aftermath(due, listed, void)
