"""Reading cards: whether one may vote, batches, the roll of a ballot, and how its cards add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.ballots.box import NULLIFIER_BYTES
from app.domain.cards import Reconciliation
from app.domain.errors import NotFound
from app.domain.lifecycles import CardState
from app.models.ballots import Ballot, BallotBox, Envelope
from app.models.cards import BallotRoll, Card, CardBatch, CardDraw, CardIncident
from app.vault.cards import CardCode, nullifier


class HasReference(Protocol):
    """A ballot, as far as its cards know it."""

    ref: str


def find_usable_card(session: Session, code: CardCode, ballot: HasReference) -> Card | None:
    """The card behind a code (``vault.cards.read_card``), if it may vote in this ballot; one indexed read.

    It is on the roll that was frozen when the ballot opened, and neither voided nor handed in on paper.
    ``chamber`` of the card says in which chamber it votes.
    """
    on_the_roll = select(BallotRoll.batch_id).where(BallotRoll.ballot_ref == ballot.ref)
    return session.scalar(
        select(Card).where(
            Card.hash == code.lookup,
            Card.state == CardState.USABLE.value,
            Card.batch_id.in_(on_the_roll),
        )
    )


def find_cards_ballots(session: Session, code: CardCode) -> list[str]:
    """References of all ballots, open or over, on whose roll this card stands; none for an unusable card."""
    card = select(Card.batch_id).where(Card.hash == code.lookup, Card.state == CardState.USABLE.value)
    return list(session.scalars(select(BallotRoll.ballot_ref).where(BallotRoll.batch_id.in_(card))))


@dataclass(frozen=True)
class CardCounts:
    """How many cards of a batch stand where; ``drawn`` counts the shifts that have ended."""

    printed: int
    usable: int
    voided: int
    retired: int
    drawn: int


def get_batch(session: Session, ref: str, *, lock: bool = False) -> CardBatch:
    """The batch, else ``NotFound``; ``lock`` keeps others from it until the transaction ends."""
    query = select(CardBatch).where(CardBatch.ref == ref)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    batch = session.scalars(query).one_or_none()
    if batch is None:
        raise NotFound("not_found")
    return batch


def list_batches(session: Session) -> list[CardBatch]:
    """All batches, the newest first."""
    return list(session.scalars(select(CardBatch).order_by(CardBatch.id.desc())))


def list_roll(session: Session, ballot_ref: str) -> list[CardBatch]:
    """The batches whose cards may vote in a ballot, by reference."""
    rolled = select(BallotRoll.batch_id).where(BallotRoll.ballot_ref == ballot_ref)
    return list(session.scalars(select(CardBatch).where(CardBatch.id.in_(rolled)).order_by(CardBatch.ref)))


def list_shifts(session: Session, batch: CardBatch) -> list[CardDraw]:
    """The shifts of a batch in their order."""
    return list(
        session.scalars(select(CardDraw).where(CardDraw.batch_id == batch.id).order_by(CardDraw.number))
    )


def find_open_shift(session: Session, batch: CardBatch) -> CardDraw | None:
    """The shift whose bag is open."""
    open_ = select(CardDraw).where(CardDraw.batch_id == batch.id, CardDraw.left_over.is_(None))
    return session.scalars(open_).one_or_none()


def list_incidents(session: Session, batch: CardBatch) -> list[CardIncident]:
    """What did not add up in a batch."""
    found = select(CardIncident).where(CardIncident.batch_id == batch.id)
    return list(session.scalars(found.order_by(CardIncident.id)))


def count_cards(session: Session, batch: CardBatch) -> CardCounts:
    """Where the cards of a batch stand."""
    grouped = select(Card.state, func.count()).where(Card.batch_id == batch.id).group_by(Card.state)
    by_state: dict[str, int] = {state: number for state, number in session.execute(grouped)}
    ended = [shift for shift in list_shifts(session, batch) if shift.left_over is not None]
    return CardCounts(
        printed=batch.printed,
        usable=by_state.get(CardState.USABLE.value, 0),
        voided=by_state.get(CardState.VOIDED.value, 0),
        retired=by_state.get(CardState.RETIRED.value, 0),
        drawn=sum(shift.in_bag - (shift.left_over or 0) for shift in ended),
    )


def reconciliation_of(session: Session, batch: CardBatch) -> Reconciliation:
    """The batch as it would be written down now."""
    counts = count_cards(session, batch)
    return Reconciliation(counts.printed, kept_back=counts.voided, handed_out=counts.drawn)


def list_in_boxes(session: Session, batch: CardBatch, cards: Sequence[CardCode]) -> dict[str, int]:
    """Ballots in whose box some of these cards of the batch lie, and how many."""
    rolls = select(BallotRoll.ballot_ref).where(BallotRoll.batch_id == batch.id)
    ballots = session.scalars(select(Ballot).where(Ballot.ref.in_(rolls)).order_by(Ballot.ref))
    found = {
        ballot.ref: len(_in_box(session, ballot) & {nullifier(card.secret, ballot.ref) for card in cards})
        for ballot in ballots
    }
    return {ref: number for ref, number in found.items() if number}


def _in_box(session: Session, ballot: Ballot) -> set[bytes]:
    """Nullifiers of a ballot: from its envelopes until it is counted, then from what was committed to."""
    box = session.get(BallotBox, ballot.id)
    if box is not None:
        return set(_split(box.nullifiers))
    return set(session.scalars(select(Envelope.nullifier).where(Envelope.ballot_id == ballot.id)))


def _split(packed: bytes) -> Iterator[bytes]:
    return (packed[at : at + NULLIFIER_BYTES] for at in range(0, len(packed), NULLIFIER_BYTES))
