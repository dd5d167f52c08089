"""Seats and who fills them: adding a seat, filling it, ending a term.

A leaf names the seat, never the alias or the office: a class must not stand beside an alias unless the
member chose so.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.permissions import Permission
from app.domain.seats import Seat, SeatClass, check_may_serve, check_seat, term_ends_on
from app.domain.terms import Office, Span, count_in_a_row
from app.models.board import BoardSeat, Term
from app.models.people import Account
from app.rooms.board.acts import Act, write_down
from app.rooms.board.references import free_reference
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.board.seats import list_terms
from app.web.actors import Actor
from app.web.public_version import raise_public_version


@dataclass(frozen=True)
class NewTerm:
    """Who takes a seat. ``account`` is a sign-in name or empty; no ``ends_on`` is a full term."""

    alias: str
    starts_on: date
    ends_on: date | None = None
    office: Office = Office.MEMBER
    shows_class: bool = False
    interests: str = ""
    account: str = ""


def add_seat(
    session: Session, actor: Actor, seat_class: SeatClass, *, is_voting: bool | None = None, today: date
) -> BoardSeat:
    """Put a chair at the table; staff liaisons never vote."""
    actor.require(Permission.SEAT_EDIT)
    voting = seat_class is not SeatClass.STAFF_LIAISON if is_voting is None else is_voting
    check_seat(Seat("", seat_class, voting=voting))
    last = session.scalar(select(func.max(BoardSeat.position))) or 0
    seat = BoardSeat(
        ref=free_reference(session, BoardSeat),
        seat_class=seat_class.value,
        is_voting=voting,
        position=last + 1,
        is_open=True,
    )
    session.add(seat)
    session.flush()
    facts = {"seat_class": seat_class.value, "voting": voting}
    _write_down(session, actor, Act("seat.add", f"seat:{seat.ref}", "vacant", facts), today=today)
    return seat


def fill_seat(session: Session, actor: Actor, seat: BoardSeat, new: NewTerm, *, today: date) -> Term:
    """Give the seat to somebody under an alias. ``InvalidInput`` past the limit of terms in a row."""
    actor.require(Permission.SEAT_EDIT)
    _lock(session, seat)
    alias = " ".join(new.alias.split())
    if not alias:
        raise InvalidInput("field.required", field="alias")
    rules = get_rulebook(session, today).terms
    ends_on = new.ends_on or term_ends_on(new.starts_on, rules)
    check_seat(
        Seat(
            seat.ref,
            SeatClass(seat.seat_class),
            voting=seat.is_voting,
            starts_on=new.starts_on,
            ends_on=ends_on,
        )
    )
    account = _account(session, new.account)
    _check_free(session, seat, Span(new.starts_on, ends_on), account=account)
    served = _spans_of(session, alias, account)
    check_may_serve(count_in_a_row(served, new.starts_on), rules)
    term = Term(
        ref=free_reference(session, Term),
        seat_id=seat.id,
        alias=alias,
        shows_class=new.shows_class,
        office=new.office.value,
        interests=new.interests.strip(),
        account_id=account.id if account else None,
        starts_on=new.starts_on,
        ends_on=ends_on,
    )
    session.add(term)
    session.flush()
    _write_down(session, actor, Act("seat.fill", f"seat:{seat.ref}", "filled"), today=today)
    return term


def end_term(session: Session, actor: Actor, term: Term, *, ends_on: date, today: date) -> None:
    """The member resigns or leaves; ``ends_on`` is the first day on which the seat is vacant."""
    actor.require(Permission.SEAT_EDIT)
    seat = session.get_one(BoardSeat, term.seat_id)
    _lock(session, seat)
    session.refresh(term)
    if term.ends_on is not None and term.ends_on <= today:
        raise IllegalMove("term_has_ended")
    if ends_on < today or (term.ends_on is not None and ends_on > term.ends_on):
        raise InvalidInput("term_end_out_of_range", field="ends_on")
    term.ends_on = max(ends_on, term.starts_on)
    _write_down(session, actor, Act("seat.end_term", f"seat:{seat.ref}", "vacant"), today=today)


@dataclass(frozen=True)
class Member:
    """What may change while a term runs."""

    office: Office = Office.MEMBER
    shows_class: bool = False
    interests: str = ""


def change_member(session: Session, actor: Actor, term: Term, *, to: Member, today: date) -> None:
    """Another office, other interests, or another choice about showing the class."""
    actor.require(Permission.SEAT_EDIT)
    seat = session.get_one(BoardSeat, term.seat_id)
    _lock(session, seat)
    term.office, term.shows_class, term.interests = to.office.value, to.shows_class, to.interests.strip()
    _write_down(session, actor, Act("seat.change", f"seat:{seat.ref}", None), today=today)


def close_seat(session: Session, actor: Actor, seat: BoardSeat, *, today: date) -> None:
    """Take a vacant chair away; the past keeps it."""
    actor.require(Permission.SEAT_EDIT)
    _lock(session, seat)
    if not seat.is_open:
        raise IllegalMove("seat_is_closed")
    later = or_(Term.ends_on.is_(None), Term.ends_on > today)
    if session.scalar(select(Term.id).where(Term.seat_id == seat.id, later).limit(1)) is not None:
        raise IllegalMove("seat_is_filled")
    seat.is_open = False
    _write_down(session, actor, Act("seat.close", f"seat:{seat.ref}", "closed"), today=today)


def _account(session: Session, name: str) -> Account | None:
    if not name:
        return None
    account = session.scalars(select(Account).where(Account.name == name, Account.is_active)).one_or_none()
    if account is None:
        raise InvalidInput("no_such_account", field="account")
    return account


def _check_free(session: Session, seat: BoardSeat, span: Span, *, account: Account | None) -> None:
    """One term a seat at a time, and one seat an account."""
    if not seat.is_open:
        raise IllegalMove("seat_is_closed")
    if any(Span(one.starts_on, one.ends_on).meets(span) for one in list_terms(session, seat)):
        raise InvalidInput("seat_is_taken", field="starts_on")
    if account is None:
        return
    held = session.scalars(select(Term).where(Term.account_id == account.id))
    if any(Span(one.starts_on, one.ends_on).meets(span) for one in held):
        raise InvalidInput("account_holds_a_seat", field="account")


def _spans_of(session: Session, alias: str, account: Account | None) -> list[Span]:
    """The earlier terms of somebody, known by the alias or the account."""
    same = func.lower(Term.alias) == alias.lower()
    if account is not None:
        same = or_(same, Term.account_id == account.id)
    return [Span(one.starts_on, one.ends_on) for one in session.scalars(select(Term).where(same))]


def _lock(session: Session, seat: BoardSeat) -> None:
    session.refresh(seat, with_for_update=True)


def _write_down(session: Session, actor: Actor, act: Act, *, today: date) -> None:
    raise_public_version(session)
    write_down(session, actor, act, permission=Permission.SEAT_EDIT, today=today)
