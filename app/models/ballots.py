"""Ballots: paper, tellers and sealed keys; envelopes while a vote runs, openings once it is counted.

No row of an envelope or an opening has a time, an order or a card.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, random_key


class Ballot(Model):
    """One ballot. ``paper`` is ``domain.ballots.document``; it is final once ``frozen_at`` is set.

    ``result`` is kept from the count on and shown when ``state`` is published, after the scrub.
    """

    __tablename__ = "ballot"
    __table_args__ = (Index("ix_ballot_state_closes_at", "state", "closes_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    state: Mapped[str] = mapped_column(Short)
    paper: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: domain.ballots.document reads it
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    public_key: Mapped[bytes | None]
    envelopes: Mapped[int | None]
    box_root: Mapped[bytes | None]
    roll_root: Mapped[bytes | None]
    counted_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(Short)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # Any: domain.ballots.results made it
    lot: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # Any: seed and order of a lot
    reason: Mapped[str] = mapped_column(default="")
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)


class BallotTeller(Model):
    """Somebody named to count a ballot."""

    __tablename__ = "ballot_teller"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)


class BallotKey(Model):
    """The ballot's private key, sealed to one teller; deleted by the count, and never in a backup."""

    __tablename__ = "ballot_key"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sealed_private_key: Mapped[bytes]


class BallotSeat(Model):
    """A board seat's own secret in one ballot, sealed to its member's account; deleted by the count."""

    __tablename__ = "ballot_seat"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seat.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sealed_secret: Mapped[bytes]


class Envelope(Model):
    """One card's vote, sealed to the ballot's key; all are equally long. Deleted by the count.

    No foreign key: checking one would mark the ballot's row in the order of the votes.
    """

    __tablename__ = "envelope"
    __table_args__ = (
        Index("ix_envelope_ballot_id_nullifier", "ballot_id", "nullifier"),
        {"sqlite_with_rowid": False},
    )

    nullifier: Mapped[bytes] = mapped_column(primary_key=True)
    ballot_id: Mapped[int]
    chamber: Mapped[str] = mapped_column(Short)
    sealed: Mapped[bytes]


class BallotBox(Model):
    """The nullifiers of a closed ballot, sorted, 32 bytes each: a list without rows, so without an order."""

    __tablename__ = "ballot_box"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True)
    nullifiers: Mapped[bytes]


class Opening(Model):
    """One opened vote as a canonical line of ``openings/1``, under a random key, linked to nothing."""

    __tablename__ = "opening"
    __table_args__ = (Index("ix_opening_ballot_id_id", "ballot_id", "id"),)

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    ballot_id: Mapped[int]
    chamber: Mapped[str] = mapped_column(Short)
    vote: Mapped[bytes]
