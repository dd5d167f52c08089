"""Reading the seats: who fills which on a day, and the board as the rules see it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.domain.seats import Seat, SeatClass
from app.models.board import BoardSeat, Term
from app.models.people import Account, RoleGrant
from app.web.actors import Actor


@dataclass(frozen=True)
class SeatLine:
    """A seat with the term that fills it on a day, None when vacant, and that member's sign-in name."""

    seat: BoardSeat
    term: Term | None
    account: str = ""


def get_seat(session: Session, ref: str) -> BoardSeat:
    """The seat, else ``NotFound``."""
    seat = session.scalars(select(BoardSeat).where(BoardSeat.ref == ref)).one_or_none()
    if seat is None:
        raise NotFound("not_found")
    return seat


def list_seats(session: Session, on: date) -> list[SeatLine]:
    """Open seats in their order, each with the term that covers the day."""
    covers = (Term.starts_on <= on) & or_(Term.ends_on.is_(None), Term.ends_on > on)
    rows = session.execute(
        select(BoardSeat, Term, Account.name)
        .outerjoin(Term, (Term.seat_id == BoardSeat.id) & covers)
        .outerjoin(Account, Account.id == Term.account_id)
        .where(BoardSeat.is_open)
        .order_by(BoardSeat.position)
    )
    return [SeatLine(seat, term, name or "") for seat, term, name in rows]


def board_on(session: Session, on: date) -> tuple[Seat, ...]:
    """The seats of a day as the rules see them."""
    return tuple(as_seat(line) for line in list_seats(session, on))


def as_seat(line: SeatLine) -> Seat:
    """One seat as the rules see it."""
    term = line.term
    return Seat(
        ref=line.seat.ref,
        seat_class=SeatClass(line.seat.seat_class),
        voting=line.seat.is_voting,
        holder=term.ref if term else None,
        starts_on=term.starts_on if term else None,
        ends_on=term.ends_on if term else None,
    )


def find_seat_of(session: Session, actor: Actor, on: date) -> SeatLine | None:
    """The seat that this account fills on a day."""
    return next(
        (one for one in list_seats(session, on) if one.term and one.term.account_id == actor.account_id), None
    )


def list_terms(session: Session, seat: BoardSeat) -> list[Term]:
    """Everybody who has filled the seat, newest first."""
    return list(session.scalars(select(Term).where(Term.seat_id == seat.id).order_by(Term.starts_on.desc())))


def get_term(session: Session, ref: str) -> Term:
    """The term, else ``NotFound``."""
    term = session.scalars(select(Term).where(Term.ref == ref)).one_or_none()
    if term is None:
        raise NotFound("not_found")
    return term


def get_seat_of_term(session: Session, term: Term) -> BoardSeat:
    """The seat that a term fills."""
    return session.get_one(BoardSeat, term.seat_id)


def list_free_accounts(session: Session, on: date) -> list[Account]:
    """Accounts of board members who fill no seat on this day."""
    seated = select(Term.account_id).where(
        Term.account_id.is_not(None), or_(Term.ends_on.is_(None), Term.ends_on > on)
    )
    members = select(RoleGrant.account_id).where(RoleGrant.role == Role.BOARD_MEMBER.value)
    return list(
        session.scalars(
            select(Account)
            .where(Account.is_active, Account.id.in_(members), Account.id.not_in(seated))
            .order_by(Account.name)
        )
    )
