"""Making cards, and freezing the roll of a ballot. The codes exist in the maker's answer and nowhere else."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from app.domain.ballots.paper import Chamber
from app.domain.cards import check_batch_size, check_before_opening, hash_root
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.canonical import Value
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import BATCH, CARD, BatchState
from app.domain.weeks import Week
from app.models.ballots import Ballot
from app.models.cards import BallotRoll, Card, CardBatch
from app.models.schema import REFERENCE_LETTERS, random_reference
from app.rooms.ledger.actions import append
from app.vault.cards import CardCode, new_card

REFERENCE = re.compile(f"C-[{REFERENCE_LETTERS}]{{6}}")


@dataclass(frozen=True)
class NewBatch:
    """Cards for one ballot, or for a period whose ``ends_on`` is the first day after it.

    ``ref``: the reference that the form was drawn with, so that sending it twice prints once.
    """

    count: int
    ballot_ref: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    chamber: str = Chamber.PARTICIPANTS
    ref: str = ""


@dataclass(frozen=True)
class MadeBatch:
    """A batch with its codes, for this one answer: they cannot be read again."""

    batch: CardBatch
    codes: Sequence[CardCode] = field(repr=False)


@dataclass(frozen=True)
class RollEntry:
    """A batch on the roll of a ballot, as the ledger and the bundle name it."""

    ref: str
    chamber: str
    printed: int
    root: str


def make_batch(session: Session, new: NewBatch, *, pepper: bytes, by: str, today: date) -> MadeBatch:
    """Print a batch: hashes, count and root are stored, count and root stand on the ledger.

    ``by`` is the office, or ``leaves.PROGRAM``. ``IllegalMove`` for a ballot that has opened already.
    """
    check_batch_size(new.count)
    _check_purpose(session, new)
    codes = [new_card(pepper) for _ in range(new.count)]
    batch = CardBatch(
        ref=_reference(session, new.ref),
        ballot_ref=new.ballot_ref,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        chamber=str(new.chamber),
        printed=new.count,
        hash_root=hash_root(code.lookup for code in codes),
        state=BATCH.first.value,
        made_on=today,
        version=1,
    )
    session.add(batch)
    session.flush()
    _store_hashes(session, batch, codes)
    facts = _facts(batch)
    leaf = Leaf("cards.make", f"card_batch:{batch.ref}", batch.state, by, str(Week.of(today)), facts)
    batch.ledger_leaf = append(session, leaf)
    return MadeBatch(batch, codes)


def freeze_roll(session: Session, ballot_ref: str, *, chambers: Collection[str], on: date) -> list[RollEntry]:
    """Say for good which batches may vote in a ballot, as it opens: its own, and those of the period.

    Call it once, in the transaction that opens the ballot, and put the entries on the ledger.
    """
    in_period = (CardBatch.starts_on <= on) & (CardBatch.ends_on > on)
    eligible = (
        select(CardBatch)
        .where(
            or_(CardBatch.ballot_ref == ballot_ref, in_period),
            CardBatch.state != BatchState.RECONCILED.value,
            CardBatch.chamber.in_([str(one) for one in chambers]),
        )
        .order_by(CardBatch.ref)
    )
    batches = list(session.scalars(eligible))
    session.add_all(BallotRoll(ballot_ref=ballot_ref, batch_id=batch.id) for batch in batches)
    session.flush()
    return [roll_entry(batch) for batch in batches]


def roll_entry(batch: CardBatch) -> RollEntry:
    """The batch as a line of a roll."""
    return RollEntry(batch.ref, batch.chamber, batch.printed, batch.hash_root.hex())


def _check_purpose(session: Session, new: NewBatch) -> None:
    if new.ballot_ref is not None:
        # Locked, so that no roll is frozen beside it.
        ballot = session.scalars(select(Ballot).where(Ballot.ref == new.ballot_ref).with_for_update()).first()
        if ballot is None:
            raise InvalidInput("cards_unknown_ballot", field="ballot")
        check_before_opening(has_opened=ballot.frozen_at is not None)
    elif new.starts_on is None or new.ends_on is None:
        raise InvalidInput("cards_ballot_or_period", field="starts_on")
    elif new.ends_on <= new.starts_on:
        raise InvalidInput("cards_period_backwards", field="ends_on")


def _store_hashes(session: Session, batch: CardBatch, codes: Sequence[CardCode]) -> None:
    # Sorted: where a row lies says nothing about which sheet, or which place on it, the card was on.
    rows = [
        {"hash": lookup, "batch_id": batch.id, "chamber": batch.chamber, "state": CARD.first.value}
        for lookup in sorted(code.lookup for code in codes)
    ]
    session.execute(insert(Card), rows)


def _facts(batch: CardBatch) -> dict[str, Value]:
    facts: dict[str, Value] = {
        "chamber": batch.chamber,
        "printed": batch.printed,
        "root": batch.hash_root.hex(),
    }
    if batch.ballot_ref is not None:
        facts["ballot"] = batch.ballot_ref
    else:
        assert batch.starts_on and batch.ends_on  # noqa: S101  # the table checks it
        facts |= {"starts_on": batch.starts_on.isoformat(), "ends_on": batch.ends_on.isoformat()}
    return facts


def _reference(session: Session, asked: str) -> str:
    """The one that was asked for; ``IllegalMove`` when it was printed already, or is none."""
    ref = asked or new_reference()
    taken = session.scalar(select(CardBatch.id).where(CardBatch.ref == ref)) is not None
    if taken or not REFERENCE.fullmatch(ref):
        raise IllegalMove("cards_printed_already", ref=ref)
    return ref


def new_reference() -> str:
    """A reference for a batch that is to be made."""
    return random_reference("C")
