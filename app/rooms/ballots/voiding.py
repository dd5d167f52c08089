"""A ballot that decides nothing: by the chair with a reason, or because its keys are gone."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import PROGRAM
from app.domain.lifecycles import BALLOT, BallotState
from app.domain.outcomes import Outcome
from app.domain.permissions import Permission
from app.models.ballots import Ballot, BallotKey, BallotSeat, Envelope
from app.rooms.ballots.closing import close_box
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.queries import has_key, is_frozen_to_come
from app.rooms.ballots.records import BallotAct, preparing_office, write_public
from app.rooms.board.moments import Moment
from app.web.actors import Actor

RESTORED = "It was open or not yet counted when the machine was restored from a backup. It will be run again."


def void_ballot(session: Session, actor: Actor, ballot: Ballot, *, reason: str, moment: Moment) -> None:
    """Nothing in it will ever be opened: envelopes and keys are destroyed."""
    actor.require(Permission.BALLOT_PREPARE)
    why = reason.strip()
    if not why:
        raise InvalidInput("ballot_void_needs_reason", field="reason")
    _void(session, hold_box(session, ballot.ref), by=preparing_office(actor), reason=why, moment=moment)


def void_keyless(session: Session, *, moment: Moment) -> list[str]:
    """Ballots whose keys no backup holds and a restore therefore lost; returns their references."""
    states = (BallotState.CREATED.value, BallotState.OPEN.value, BallotState.CLOSED.value)
    frozen = select(Ballot).where(
        Ballot.state.in_(states), Ballot.frozen_at.is_not(None), Ballot.counted_on.is_(None)
    )
    gone = [ballot.ref for ballot in session.scalars(frozen) if not has_key(session, ballot)]
    for ref in gone:
        _void(session, hold_box(session, ref), by=PROGRAM, reason=RESTORED, moment=moment)
    return gone


def _void(session: Session, ballot: Ballot, *, by: str, reason: str, moment: Moment) -> None:
    if ballot.counted_on is not None:
        raise IllegalMove("ballot_already_counted")
    if is_frozen_to_come(ballot):
        ballot.state = BALLOT.move(BallotState(ballot.state), BallotState.OPEN).value
    if ballot.state == BallotState.OPEN.value:
        close_box(session, ballot, moment.on)
    ballot.state = BALLOT.move(BallotState(ballot.state), BallotState.PUBLISHED).value
    for table in (Envelope, BallotKey, BallotSeat):
        session.execute(delete(table).where(table.ballot_id == ballot.id))
    ballot.outcome, ballot.reason = Outcome.VOID.value, reason
    write_public(session, ballot, BallotAct("ballot.void", by), today=moment.on)
