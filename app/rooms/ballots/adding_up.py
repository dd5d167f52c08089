"""How the cards of a ballot add up, for everybody: once its box is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.cards import Reconciliation, cast_beyond
from app.domain.lifecycles import BallotState, BatchState
from app.models.ballots import Ballot
from app.models.cards import CardBatch, CardIncident
from app.rooms.ballots.card_queries import list_roll, reconciliation_of
from app.rooms.ballots.card_words import incident_words

_SHOWN_IN = (BallotState.CLOSED.value, BallotState.PUBLISHED.value)


@dataclass(frozen=True)
class BatchLine:
    """A batch on the roll; ``counts`` None until two people have counted what was kept back."""

    ref: str
    printed: int
    counts: Reconciliation | None


@dataclass(frozen=True)
class AddingUp:
    """For ``ballots/_adding_up.html``. ``beyond``: votes of participants beyond the cards handed out."""

    batches: Sequence[BatchLine]
    incidents: Sequence[str]
    beyond: int

    @property
    def is_sound(self) -> bool:
        """Everything is counted and adds up."""
        whole = all(one.counts is not None and not one.counts.missing for one in self.batches)
        return whole and not self.incidents and not self.beyond


def find_adding_up(session: Session, ballot: Ballot) -> AddingUp | None:
    """None while cards are still handed out, and where nobody votes by card."""
    roll = list_roll(session, ballot.ref) if ballot.state in _SHOWN_IN else []
    if not roll:
        return None
    lines = [_line(session, batch) for batch in roll]
    return AddingUp(lines, _incidents(session, ballot, roll), _beyond(ballot, roll, lines))


def _line(session: Session, batch: CardBatch) -> BatchLine:
    counted = batch.state == BatchState.RECONCILED.value
    return BatchLine(batch.ref, batch.printed, reconciliation_of(session, batch) if counted else None)


def _incidents(session: Session, ballot: Ballot, roll: Sequence[CardBatch]) -> list[str]:
    ours = or_(CardIncident.ballot_ref == ballot.ref, CardIncident.ballot_ref.is_(None))
    found = select(CardIncident).where(CardIncident.batch_id.in_([batch.id for batch in roll]), ours)
    return [incident_words(one) for one in session.scalars(found.order_by(CardIncident.id))]


def _beyond(ballot: Ballot, roll: Sequence[CardBatch], lines: Sequence[BatchLine]) -> int:
    theirs = [line.counts for batch, line in zip(roll, lines, strict=True) if batch.chamber == "participants"]
    if not ballot.result or not theirs or None in theirs:
        return 0
    cast = ballot.result["chambers"].get("participants", {}).get("cast", 0)
    return cast_beyond(sum(counts.handed_out for counts in theirs if counts), cast=cast)
