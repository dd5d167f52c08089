"""The clock opens and closes ballots: written down by the regular work, or by whoever looks first."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Database
from app.domain.ballots.box import commit_to
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import BALLOT, BallotState
from app.models.ballots import Ballot, BallotBox, Envelope
from app.rooms.ballots.clock import Clock
from app.rooms.ballots.locking import hold_box
from app.rooms.ballots.queries import list_due
from app.rooms.ballots.records import BallotAct, sha256_of, write_public
from app.web.house import get_organisation_facts


def settle_due(session: Session, clock: Clock) -> list[str]:
    """Open and close what the clock says, in this transaction; returns the references that moved."""
    return [ref for ref in list_due(session, clock(session)) if _settle(session, ref, clock)]


def settle_if_due(database: Database, clock: Clock) -> bool:
    """The same in a transaction of its own, begun only when something is due; True when something moved."""
    with database.read() as reading:
        is_due = bool(list_due(reading, clock(reading)))
    if not is_due:
        return False
    with database.write() as session:
        return bool(settle_due(session, clock))


def _settle(session: Session, ref: str, clock: Clock) -> bool:
    """Whoever waited for the box finds that it was settled meanwhile."""
    ballot = hold_box(session, ref)
    now = clock(session)
    today = get_organisation_facts(session).today(now)
    moved = False
    if ballot.state == BallotState.CREATED.value and ballot.frozen_at and ballot.opens_at <= now:
        _open(session, ballot, today)
        moved = True
    if ballot.state == BallotState.OPEN.value and ballot.closes_at <= now:
        close_box(session, ballot, today)
        moved = True
    return moved


def _open(session: Session, ballot: Ballot, today: date) -> None:
    ballot.state = BALLOT.move(BallotState(ballot.state), BallotState.OPEN).value
    act = BallotAct("ballot.open", facts={"paper": sha256_of(ballot.paper)})
    write_public(session, ballot, act, today=today)


def close_box(session: Session, ballot: Ballot, today: date) -> None:
    """Freeze the box: what lies in it now is what will be counted. The caller holds the box."""
    ballot.state = BALLOT.move(BallotState(ballot.state), BallotState.CLOSED).value
    box = commit_to(_list_envelopes(session, ballot))
    ballot.envelopes, ballot.roll_root, ballot.box_root = box.envelopes, box.roll, box.box
    in_order = session.scalars(
        select(Envelope.nullifier).where(Envelope.ballot_id == ballot.id).order_by(Envelope.nullifier)
    )
    session.add(BallotBox(ballot_id=ballot.id, nullifiers=b"".join(in_order)))
    facts: dict[str, Value] = {"envelopes": box.envelopes, "roll": box.roll.hex(), "box": box.box.hex()}
    write_public(session, ballot, BallotAct("ballot.close", facts=facts), today=today)


def _list_envelopes(session: Session, ballot: Ballot) -> list[tuple[bytes, bytes]]:
    rows = session.execute(select(Envelope.nullifier, Envelope.sealed).where(Envelope.ballot_id == ballot.id))
    return [(nullifier, sealed) for nullifier, sealed in rows]
