"""Drawing cards from a bag before two witnesses, shift by shift; what nobody drew is voided at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.cards import Incident, Witness, check_in_bag, check_witnesses
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import BATCH, CARD, BatchState, CardState
from app.domain.permissions import Permission
from app.domain.seats import SeatClass
from app.models.cards import Card, CardBatch, CardDraw, CardIncident
from app.rooms.ballots.card_acts import CardAct, write_card_act
from app.rooms.ballots.card_queries import count_cards, find_open_shift, get_batch, list_in_boxes, list_shifts
from app.rooms.board.seats import board_on
from app.vault.cards import CardCode, MalformedCard, read_card
from app.web.actors import Actor


@dataclass(frozen=True)
class NewShift:
    """How many cards go into the bag, and who watches."""

    in_bag: int
    first: Witness
    second: Witness


def begin_shift(session: Session, actor: Actor, batch: CardBatch, new: NewShift, *, today: date) -> CardDraw:
    """Put cards into the bag. ``IllegalMove`` while another bag of this batch is open, or after its count."""
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, batch.ref, lock=True)
    if find_open_shift(session, batch) is not None:
        raise IllegalMove("cards_shift_is_open")
    check_witnesses(new.first, new.second)
    _check_seat_is_filled(session, today)
    shifts, counts = list_shifts(session, batch), count_cards(session, batch)
    check_in_bag(new.in_bag, left=counts.printed - counts.voided - counts.drawn)
    if batch.state == BatchState.MADE.value:
        batch.state = BATCH.move(BatchState.MADE, BatchState.DRAWN).value
    elif batch.state != BatchState.DRAWN.value:
        raise IllegalMove("cards_batch_is_counted")
    batch.version += 1
    shift = CardDraw(
        batch_id=batch.id,
        number=len(shifts) + 1,
        held_on=today,
        in_bag=new.in_bag,
        first_witness=new.first.value,
        second_witness=new.second.value,
    )
    session.add(shift)
    session.flush()
    facts: dict[str, Value] = {
        "in_bag": shift.in_bag,
        "shift": shift.number,
        "witnesses": [shift.first_witness, shift.second_witness],
    }
    write_card_act(session, actor, CardAct("cards.begin_shift", batch, facts), today=today)
    return shift


def end_shift(
    session: Session, actor: Actor, batch: CardBatch, left_over: Sequence[CardCode], *, today: date
) -> CardDraw:
    """Void what nobody drew. A left-over card that has voted already is an incident, and its vote stays."""
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, batch.ref, lock=True)
    shift = find_open_shift(session, batch)
    if shift is None:
        raise IllegalMove("cards_no_shift_is_open")
    if len(left_over) > shift.in_bag:
        raise InvalidInput("cards_more_left_than_in_bag", field="codes", in_bag=shift.in_bag)
    void_cards(session, batch, left_over)
    found = note_found_in_box(session, batch, left_over, today=today)
    shift.left_over = len(left_over)
    batch.version += 1
    session.flush()
    facts: dict[str, Value] = {"found_in_box": found, "left_over": shift.left_over, "shift": shift.number}
    write_card_act(session, actor, CardAct("cards.end_shift", batch, facts), today=today)
    return shift


def read_codes(text: str, pepper: bytes) -> list[CardCode]:
    """Codes typed or scanned one a line, each once; ``InvalidInput`` names the line that is no code."""
    read: dict[bytes, CardCode] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                card = read_card(line, pepper)
            except MalformedCard:
                raise InvalidInput("cards_line_is_no_code", field="codes", line=number) from None
            read[card.lookup] = card
    return list(read.values())


def check_out(session: Session, batch: CardBatch, cards: Sequence[CardCode]) -> None:
    """``InvalidInput`` unless all are cards of this batch that are neither voided nor handed in."""
    known = select(func.count()).where(
        Card.hash.in_([card.lookup for card in cards]),
        Card.batch_id == batch.id,
        Card.state == CardState.USABLE.value,
    )
    strange = len(cards) - session.scalars(known).one()
    if strange:
        raise InvalidInput("cards_not_of_this_batch", field="codes", number=strange)


def void_cards(session: Session, batch: CardBatch, cards: Sequence[CardCode]) -> None:
    """None of these votes from now on; ``InvalidInput`` as in ``check_out``."""
    check_out(session, batch, cards)
    state = CARD.move(CardState.USABLE, CardState.VOIDED)
    lookups = [card.lookup for card in cards]
    session.execute(update(Card).where(Card.hash.in_(lookups)).values(state=state.value))


def note_found_in_box(session: Session, batch: CardBatch, cards: Sequence[CardCode], *, today: date) -> int:
    """Publish how many cards that nobody should have had lie in the box of a ballot; returns the sum."""
    found = list_in_boxes(session, batch, cards)
    session.add_all(
        CardIncident(
            batch_id=batch.id,
            ballot_ref=ballot,
            kind=Incident.KEPT_BACK_IN_BOX.value,
            number=number,
            found_on=today,
        )
        for ballot, number in found.items()
    )
    return sum(found.values())


def _check_seat_is_filled(session: Session, today: date) -> None:
    lived = SeatClass.LIVED_EXPERIENCE
    if not any(seat.seat_class is lived and seat.is_filled(today) for seat in board_on(session, today)):
        raise InvalidInput("cards_no_lived_experience_seat", field="first_witness")
