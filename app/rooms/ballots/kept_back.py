"""After the close two people count the cards that were kept back, each alone; then the batch must add up."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.cards import find_incidents
from app.domain.errors import IllegalMove
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import BATCH, BallotState, BatchState, CardState
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.models.cards import Card, CardBatch, CardIncident, KeptBackCount
from app.rooms.ballots.card_acts import CardAct, write_card_act
from app.rooms.ballots.card_queries import (
    count_cards,
    find_open_shift,
    get_batch,
    reconciliation_of,
)
from app.rooms.ballots.drawing import check_out, note_found_in_box, void_cards
from app.vault.cards import CardCode
from app.web.actors import Actor

_OVER = (BallotState.CLOSED.value, BallotState.PUBLISHED.value, BallotState.WITHDRAWN.value)


@dataclass(frozen=True)
class Counted:
    """Whether the second count agreed; ``other`` is what the first person counted, where it did not."""

    is_reconciled: bool
    other: int | None = None


def is_over(session: Session, batch: CardBatch, today: date) -> bool:
    """True when its ballot has closed, or its period has ended: only then is it counted."""
    if batch.ballot_ref is None:
        return batch.ends_on is not None and batch.ends_on <= today
    state = session.scalar(select(Ballot.state).where(Ballot.ref == batch.ballot_ref))
    return state in _OVER


def count_kept_back(
    session: Session, actor: Actor, batch: CardBatch, cards: Sequence[CardCode], *, today: date
) -> Counted:
    """What one person counted. When a second one counted the same cards, void them and reconcile.

    Only how many and a hash over which are kept in between.
    """
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, batch.ref, lock=True)
    _check_may_be_counted(session, batch, today)
    check_out(session, batch, cards)
    digest = _digest(cards)
    others = [one for one in list_counts(session, batch) if one.entered_by_id != actor.account_id]
    if any(one.digest == digest for one in others):
        reconcile(session, actor, batch, cards, today=today)
        return Counted(is_reconciled=True)
    _keep(session, actor, batch, KeptBackCount(number=len(cards), digest=digest))
    return Counted(is_reconciled=False, other=others[0].number if others else None)


def void_whole_batch(session: Session, actor: Actor, batch: CardBatch, *, today: date) -> None:
    """A batch that was never drawn from: a print that failed, or is not needed. None of its cards votes."""
    actor.require(Permission.CARD_MAKE)
    batch = get_batch(session, batch.ref, lock=True)
    if batch.state != BatchState.MADE.value:
        raise IllegalMove("cards_batch_was_drawn")
    session.execute(update(Card).where(Card.batch_id == batch.id).values(state=CardState.VOIDED.value))
    _settle(session, actor, batch, found=0, today=today)


def reconcile(
    session: Session, actor: Actor, batch: CardBatch, cards: Sequence[CardCode], *, today: date
) -> None:
    """Void the kept-back cards, see what does not add up, and write it down."""
    void_cards(session, batch, cards)
    found = note_found_in_box(session, batch, cards, today=today)
    _settle(session, actor, batch, found=found, today=today)


def list_counts(session: Session, batch: CardBatch) -> list[KeptBackCount]:
    """What was counted so far and not yet agreed on."""
    counts = select(KeptBackCount).where(KeptBackCount.batch_id == batch.id)
    return list(session.scalars(counts.order_by(KeptBackCount.entered_by_id)))


def _check_may_be_counted(session: Session, batch: CardBatch, today: date) -> None:
    if batch.state == BatchState.RECONCILED.value:
        raise IllegalMove("cards_batch_is_counted")
    if find_open_shift(session, batch) is not None:
        raise IllegalMove("cards_shift_is_open")
    if not is_over(session, batch, today):
        raise IllegalMove("cards_vote_still_runs")


def _keep(session: Session, actor: Actor, batch: CardBatch, count: KeptBackCount) -> None:
    session.execute(
        delete(KeptBackCount).where(
            KeptBackCount.batch_id == batch.id, KeptBackCount.entered_by_id == actor.account_id
        )
    )
    count.batch_id, count.entered_by_id = batch.id, actor.account_id
    session.add(count)
    session.flush()


def _settle(session: Session, actor: Actor, batch: CardBatch, *, found: int, today: date) -> None:
    session.execute(delete(KeptBackCount).where(KeptBackCount.batch_id == batch.id))
    batch.kept_back = count_cards(session, batch).voided
    batch.state = BATCH.move(BatchState(batch.state), BatchState.RECONCILED).value
    batch.version += 1
    counts = reconciliation_of(session, batch)
    incidents = find_incidents(counts)
    session.add_all(
        CardIncident(batch_id=batch.id, ballot_ref=None, kind=kind.value, number=number, found_on=today)
        for kind, number in incidents
    )
    session.flush()
    facts: dict[str, Value] = {
        "found_in_box": found,
        "handed_out": counts.handed_out,
        "incidents": [{"kind": kind.value, "number": number} for kind, number in incidents],
        "kept_back": counts.kept_back,
        "printed": counts.printed,
    }
    write_card_act(session, actor, CardAct("cards.reconcile", batch, facts), today=today)


def _digest(cards: Sequence[CardCode]) -> bytes:
    return hashlib.sha256(b"".join(sorted(card.lookup for card in cards))).digest()
