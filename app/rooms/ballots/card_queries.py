"""Reading cards: whether one may vote, batches, the roll of a ballot, and how its cards add up."""

from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import CardState
from app.models.cards import BallotRoll, Card
from app.vault.cards import CardCode


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
