"""Stipends: owed to members who came, handed over at the end of the meeting, the same day counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.permissions import Permission
from app.domain.stipends import is_same_day, seats_owed
from app.models.board import BoardSeat, Meeting, Stipend, Term
from app.rooms.board.acts import Act, write_down
from app.rooms.board.attendance import list_passages
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.seats import as_seat, list_seats
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class StipendLine:
    """What one member is owed, or was paid."""

    stipend: Stipend
    seat: str
    alias: str
    is_same_day: bool


@dataclass(frozen=True)
class StipendTotals:
    """How many are owed in all, paid, and paid on the day of the meeting."""

    owed: int
    paid: int
    same_day: int


def owe_stipends(session: Session, meeting: Meeting, *, today: date) -> int:
    """Write down who is owed; returns how many. A meeting without a stipend owes nobody."""
    if meeting.stipend_amount == 0:
        return 0
    lines = {line.seat.ref: line for line in list_seats(session, today)}
    owed = seats_owed((as_seat(one) for one in lines.values()), list_passages(session, meeting), on=today)
    session.add_all(
        Stipend(meeting_id=meeting.id, seat_id=lines[ref].seat.id, amount=meeting.stipend_amount, how="cash")
        for ref in owed
    )
    session.flush()
    return len(owed)


@dataclass(frozen=True)
class Handover:
    """To whom, on which day, and how: cash, unless somebody asked for another way."""

    seat: str
    paid_on: date
    how: str = "cash"


def pay_stipend(session: Session, actor: Actor, meeting: Meeting, paid: Handover, *, today: date) -> None:
    """It was handed over, between the day of the meeting and today."""
    actor.require(Permission.STIPEND_PAY)
    get_meeting(session, meeting.ref, lock=True)
    stipend = session.scalars(
        select(Stipend)
        .join(BoardSeat, BoardSeat.id == Stipend.seat_id)
        .where(Stipend.meeting_id == meeting.id, BoardSeat.ref == paid.seat)
    ).one_or_none()
    if stipend is None:
        raise NotFound("not_found")
    if stipend.paid_on is not None:
        raise IllegalMove("stipend_paid_already")
    if not meeting.held_on <= paid.paid_on <= today:
        raise InvalidInput("stipend_paid_before_meeting", field="paid_on")
    stipend.paid_on, stipend.how = paid.paid_on, paid.how.strip() or "cash"
    session.flush()
    raise_public_version(session)
    totals = count_stipends(session, meeting)
    facts = {"paid": totals.paid, "owed": totals.owed}
    written = Act("stipend.pay", f"meeting:{meeting.ref}", None, facts)
    write_down(session, actor, written, permission=Permission.STIPEND_PAY, today=today)


def list_stipends(session: Session, meeting: Meeting) -> list[StipendLine]:
    """Everybody who is owed, in the order of their seats."""
    covers = (Term.starts_on <= meeting.held_on) & (Term.ends_on.is_(None) | (Term.ends_on > meeting.held_on))
    rows = session.execute(
        select(Stipend, BoardSeat.ref, Term.alias)
        .join(BoardSeat, BoardSeat.id == Stipend.seat_id)
        .outerjoin(Term, (Term.seat_id == BoardSeat.id) & covers)
        .where(Stipend.meeting_id == meeting.id)
        .order_by(BoardSeat.position)
    )
    return [
        StipendLine(stipend, ref, alias or "", is_same_day(meeting.held_on, stipend.paid_on))
        for stipend, ref, alias in rows
    ]


def count_stipends(session: Session, meeting: Meeting) -> StipendTotals:
    """The numbers of one meeting."""
    owed, paid, same_day = session.execute(
        select(
            func.count(),
            func.count(Stipend.paid_on),
            func.count().filter(Stipend.paid_on <= meeting.held_on),
        ).where(Stipend.meeting_id == meeting.id)
    ).one()
    return StipendTotals(owed, paid, same_day)


def unpaid(lines: Sequence[StipendLine]) -> list[StipendLine]:
    """Those still to be handed over."""
    return [line for line in lines if line.stipend.paid_on is None]
