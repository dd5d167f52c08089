"""Vote cards: batches, the hash of each card, the shifts in which they were drawn, and their marks.

No row leads from a card to a person, a time or a vote.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Reference, Short


class CardBatch(Model):
    """Cards that were printed together, for one ballot or for a period (``ends_on`` is the first day after).

    ``hash_root``: the Merkle root over the sorted hashes of its cards. ``kept_back``: how many two people
    counted after the close, None before. ``chamber``: whose cards they are, ``domain.counting.chambers``.
    """

    __tablename__ = "card_batch"
    __table_args__ = (
        CheckConstraint("(ballot_ref IS NULL) = (starts_on IS NOT NULL)", name="ballot_or_period"),
        CheckConstraint("(starts_on IS NULL) = (ends_on IS NULL)", name="whole_period"),
        CheckConstraint("printed > 0", name="printed"),
        Index("ix_card_batch_ballot_ref", "ballot_ref"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    ballot_ref: Mapped[str | None] = mapped_column(Reference)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    chamber: Mapped[str] = mapped_column(Short)
    printed: Mapped[int]
    hash_root: Mapped[bytes]
    state: Mapped[str] = mapped_column(Short)
    made_on: Mapped[date]
    kept_back: Mapped[int | None]
    ledger_leaf: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)


class Card(Model):
    """The shadow of a card: a keyed hash. ``state`` is ``domain.lifecycles.cards.CardState``."""

    __tablename__ = "card"
    __table_args__ = (
        Index("ix_card_batch_id_state", "batch_id", "state"),
        {"sqlite_with_rowid": False},
    )

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("card_batch.id", ondelete="CASCADE"))
    chamber: Mapped[str] = mapped_column(Short)
    state: Mapped[str] = mapped_column(Short)


class BallotRoll(Model):
    """The batches whose cards may vote in a ballot: frozen when it opens, and never longer afterwards."""

    __tablename__ = "ballot_roll"

    ballot_ref: Mapped[str] = mapped_column(Reference, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("card_batch.id"), primary_key=True)


class CardDraw(Model):
    """One shift of drawing from a bag before two witnesses, who are recorded as roles only.

    ``in_bag``: cards put in; ``left_over``: cards that nobody drew, voided when the shift ends, None before.
    """

    __tablename__ = "card_draw"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        CheckConstraint("in_bag > 0", name="in_bag"),
        CheckConstraint("left_over BETWEEN 0 AND in_bag", name="left_over"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("card_batch.id", ondelete="CASCADE"))
    number: Mapped[int]
    held_on: Mapped[date]
    in_bag: Mapped[int]
    left_over: Mapped[int | None]
    first_witness: Mapped[str] = mapped_column(Short)
    second_witness: Mapped[str] = mapped_column(Short)


class KeptBackCount(Model):
    """What one of the two who count entered: how many cards, and a hash over which; gone when both agree."""

    __tablename__ = "kept_back_count"

    batch_id: Mapped[int] = mapped_column(ForeignKey("card_batch.id", ondelete="CASCADE"), primary_key=True)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    number: Mapped[int]
    digest: Mapped[bytes]


class CardIncident(Model):
    """What did not add up, published with the ballot. ``kind`` is ``domain.cards.Incident``."""

    __tablename__ = "card_incident"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("card_batch.id", ondelete="CASCADE"), index=True)
    ballot_ref: Mapped[str | None] = mapped_column(Reference, index=True)
    kind: Mapped[str] = mapped_column(Short)
    number: Mapped[int]
    found_on: Mapped[date]


class PaperEntry(Model):
    """A paper ballot that one person has entered. ``agreement`` is keyed by the card: it tells no choice.

    The second person must enter the same; then the vote is in the box and this row is gone.
    """

    __tablename__ = "paper_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)

    nullifier: Mapped[bytes] = mapped_column(primary_key=True)
    ballot_ref: Mapped[str] = mapped_column(Reference, index=True)
    agreement: Mapped[bytes]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class CardSupport(Model):
    """One card behind one proposal. ``mark`` is made from the card's secret and leads to no card."""

    __tablename__ = "card_support"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[bytes] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
