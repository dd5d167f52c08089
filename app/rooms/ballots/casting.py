"""Casting: one row for one card, replaced until the close. No earlier choice is ever read."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, bindparam, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.domain.ballots.paper import Chamber, Paper
from app.domain.ballots.votes import Vote, encode
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import BallotState, CardState
from app.models.ballots import Ballot, BallotSeat, Envelope
from app.models.schema import UtcTime
from app.rooms.ballots.clock import Clock, database_clock
from app.rooms.ballots.locking import share_box
from app.rooms.ballots.queries import paper_of
from app.vault.ballots import open_seat_secret, seal_vote
from app.vault.boxes import CannotOpen
from app.vault.cards import CardCode, nullifier, tracker
from app.web.actors import Actor

# One statement decides all: the card (as ``card_queries.find_usable_card`` does), the state and the hour.
_PUT = """
INSERT INTO envelope (nullifier, ballot_id, chamber, sealed)
SELECT :nullifier, ballot.id, card.chamber, :sealed
FROM card
JOIN ballot_roll ON ballot_roll.batch_id = card.batch_id
JOIN ballot ON ballot.ref = ballot_roll.ballot_ref
WHERE card.hash = :card AND card.state = :usable AND ballot.ref = :ref AND ballot.state = :open
AND ballot.opens_at <= {now} AND ballot.closes_at > {now}
ON CONFLICT (nullifier) DO UPDATE SET sealed = excluded.sealed
RETURNING chamber
"""
_PUT_BY_CLOCK = text(_PUT.format(now=":now")).bindparams(bindparam("now", type_=UtcTime()))
_PUT_ON_SERVER = text(_PUT.format(now="clock_timestamp()"))


@dataclass(frozen=True)
class Cast:
    """What the receipt names: the nullifier in hex, and a tracker only where the ballot is checkable."""

    ref: str
    nullifier: str
    tracker: str = field(default="", repr=False)


@dataclass(frozen=True)
class SealedVote:
    """An envelope that only has to be stored."""

    nullifier: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    tracker: str = field(default="", repr=False)


def seal_for(ballot: Ballot, paper: Paper, vote: Vote, *, secret: bytes) -> SealedVote:
    """Close the envelope, before any transaction: the vote is in no database in clear."""
    if ballot.public_key is None:
        raise IllegalMove("ballot_not_open")
    mark = tracker(secret, ballot.ref) if paper.is_checkable else ""
    return SealedVote(nullifier(secret, ballot.ref), seal_vote(ballot.public_key, encode(vote, mark)), mark)


def cast_by_card(session: Session, code: CardCode, ballot: Ballot, vote: SealedVote, *, clock: Clock) -> Cast:
    """Put it into the box. ``InvalidInput`` for a card that may not vote, ``IllegalMove`` when closed."""
    share_box(session, ballot.ref)
    values = {
        "nullifier": vote.nullifier,
        "sealed": vote.sealed,
        "card": code.lookup,
        "ref": ballot.ref,
        "usable": CardState.USABLE.value,
        "open": BallotState.OPEN.value,
    }
    if session.execute(*_put(session, values, clock)).first() is None:
        check_open(session, ballot, clock)
        raise InvalidInput("card_cannot_vote", field="code")
    return Cast(ballot.ref, vote.nullifier.hex(), vote.tracker)


def cast_by_seat(session: Session, actor: Actor, ballot: Ballot, vote: Vote, *, clock: Clock) -> Cast:
    """A board member votes with the account that the seat's secret was sealed to."""
    seat = session.scalars(
        select(BallotSeat).where(BallotSeat.ballot_id == ballot.id, BallotSeat.account_id == actor.account_id)
    ).one_or_none()
    if seat is None:
        raise IllegalMove("ballot_no_seat_of_yours")
    try:
        secret = open_seat_secret(actor.private_key, seat.sealed_secret)
    except CannotOpen:
        raise IllegalMove("ballot_seat_key_changed") from None
    sealed = seal_for(ballot, paper_of(ballot), vote, secret=secret)
    share_box(session, ballot.ref)
    check_open(session, ballot, clock)
    return store_envelope(session, ballot, sealed, Chamber.BOARD)


def is_open_at(state: str, opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """The closing moment itself is too late."""
    return state == BallotState.OPEN.value and opens_at <= now < closes_at


def _put(
    session: Session,
    values: dict[str, Any],
    clock: Clock,  # Any: the columns' own types
) -> tuple[TextClause, dict[str, Any]]:
    """On a server its clock is read inside the statement, and not in one of its own before."""
    if clock is database_clock and session.get_bind().dialect.name != "sqlite":
        return _PUT_ON_SERVER, values
    return _PUT_BY_CLOCK, values | {"now": clock(session)}


def check_open(session: Session, ballot: Ballot, clock: Clock) -> None:
    """Asked after the box is shared: from here on it cannot be closed under this vote."""
    state, opens_at, closes_at = session.execute(
        select(Ballot.state, Ballot.opens_at, Ballot.closes_at).where(Ballot.id == ballot.id)
    ).one()
    if not is_open_at(state, opens_at, closes_at, clock(session)):
        raise IllegalMove("ballot_not_open")


def store_envelope(session: Session, ballot: Ballot, vote: SealedVote, chamber: Chamber) -> Cast:
    """One row, or the same row anew. The caller has shared the box and knows that it is open."""
    row: dict[str, Any] = {  # Any: the columns' own types
        "nullifier": vote.nullifier,
        "ballot_id": ballot.id,
        "chamber": chamber.value,
        "sealed": vote.sealed,
    }
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Envelope).values(**row)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[Envelope.nullifier], set_={"sealed": statement.excluded.sealed}
        )
    )
    return Cast(ballot.ref, vote.nullifier.hex(), vote.tracker)
