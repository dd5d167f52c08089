"""Calls for names: opened for seats that are empty or soon will be, closed, called off."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.canonical import Value
from app.domain.lifecycles import CALL, BallotState, CallState
from app.domain.permissions import Permission
from app.domain.seats import SeatClass
from app.models.ballots import Ballot
from app.models.nominations import SeatCall
from app.models.schema import random_reference
from app.rooms.board.acts import Act, write_down
from app.rooms.board.seats import list_seats
from app.rooms.feedback.standing import lock_call
from app.web.actors import Actor
from app.web.public_version import raise_public_version

SOON = timedelta(days=180)


def count_coming_seats(session: Session, today: date) -> int:
    """Lived-experience seats that are empty, or whose term ends within half a year."""
    lived = [one for one in list_seats(session, today) if one.seat.seat_class == SeatClass.LIVED_EXPERIENCE]
    return sum(one.term is None or _ends_soon(one.term.ends_on, today) for one in lived)


def list_calls(session: Session) -> list[SeatCall]:
    """All of them, the newest first."""
    return list(session.scalars(select(SeatCall).order_by(SeatCall.id.desc())))


def get_call(session: Session, ref: str) -> SeatCall:
    """The call, else ``NotFound``."""
    call = session.scalars(select(SeatCall).where(SeatCall.ref == ref)).one_or_none()
    if call is None:
        raise NotFound("not_found")
    return call


def find_ballot_of(session: Session, call: SeatCall) -> Ballot | None:
    """The ballot on which its names stand; a withdrawn one that was never frozen does not count."""
    ballot = session.get(Ballot, call.ballot_id) if call.ballot_id else None
    is_dropped = ballot is not None and ballot.state == BallotState.WITHDRAWN.value
    return None if is_dropped and ballot is not None and ballot.frozen_at is None else ballot


def open_call(session: Session, actor: Actor, *, seats: int, until_on: date, today: date) -> SeatCall:
    """Take names from today on. ``InvalidInput`` for more seats than come free, or a day that has passed."""
    actor.require(Permission.BALLOT_PREPARE)
    most = count_coming_seats(session, today)
    if not 1 <= seats <= most:
        raise InvalidInput("call_seats", field="seats", most=most)
    if until_on < today:
        raise InvalidInput("call_day_passed", field="until_on")
    if session.scalar(select(SeatCall.id).where(SeatCall.state == CallState.OPEN.value).limit(1)):
        raise IllegalMove("call_is_open_already")
    call = SeatCall(ref=_free_reference(session), state=CALL.first.value, seats=seats, until_on=until_on)
    session.add(call)
    session.flush()
    raise_public_version(session)
    facts: dict[str, Value] = {"seats": seats, "until": until_on.isoformat()}
    write_call(session, actor, call, "seat_call.open", today=today, facts=facts)
    return call


def close_call(session: Session, actor: Actor, call: SeatCall, *, today: date) -> None:
    """Take no more names."""
    _move(session, actor, call, CallState.CLOSED)
    write_call(session, actor, call, "seat_call.close", today=today)


def call_off(session: Session, actor: Actor, call: SeatCall, *, today: date) -> None:
    """No election comes of it; before its names are on a ballot."""
    _move(session, actor, call, CallState.CALLED_OFF)
    write_call(session, actor, call, "seat_call.call_off", today=today)


def write_call(
    session: Session,
    actor: Actor,
    call: SeatCall,
    name: str,
    *,
    today: date,
    facts: dict[str, Value] | None = None,
) -> None:
    """A leaf that names the call, never a person or a voice."""
    may = (Permission.BALLOT_PREPARE, Permission.PROPOSAL_SCREEN)
    permission = next(one for one in may if actor.may(one))
    act = Act(name, f"seat_call:{call.ref}", call.state, facts or {})
    write_down(session, actor, act, permission=permission, today=today)


def _move(session: Session, actor: Actor, call: SeatCall, to: CallState) -> None:
    actor.require(Permission.BALLOT_PREPARE)
    lock_call(session, call)
    call.state = CALL.move(CallState(call.state), to).value
    session.flush()
    raise_public_version(session)


def _ends_soon(ends_on: date | None, today: date) -> bool:
    return ends_on is not None and ends_on <= today + SOON


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("N")
        if session.scalar(select(SeatCall.id).where(SeatCall.ref == ref)) is None:
            return ref
