"""Names for seats on the desk: read, screened on stated grounds alone, or typed for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, NotAllowed, NotFound
from app.domain.lifecycles import NOMINATION, CallState, NominationState
from app.domain.nominations import Standing, read_ground, read_standing, unpack
from app.domain.permissions import Permission
from app.models.nominations import Nomination, SeatCall
from app.rooms.ballots.calls import write_call
from app.rooms.board.seats import list_seats
from app.rooms.feedback.standing import lock_call, seal_standing, withdraw_nomination
from app.vault.boxes import open_text
from app.web.actors import Actor
from app.web.scrub_requests import ask_for_scrub

_BEFORE_THE_PAPER = (CallState.OPEN.value, CallState.CLOSED.value)


@dataclass(frozen=True)
class NameLine:
    """A wish to stand; ``standing`` None: this account waits for the desk's key, or the words are gone."""

    nomination: Nomination
    standing: Standing | None

    @property
    def is_typed_here(self) -> bool:
        """Typed on the desk, so that it is taken back there too."""
        return self.nomination.thread_id is None


def may_type(actor: Actor) -> bool:
    """Whether this account writes a name down for somebody."""
    return actor.may(Permission.PROPOSAL_SCREEN) or actor.may(Permission.BALLOT_PREPARE)


def list_names(session: Session, actor: Actor, call: SeatCall) -> list[NameLine]:
    """All wishes of a call, by random keys; words only for who reads or prepares."""
    found = session.scalars(select(Nomination).where(Nomination.call_id == call.id).order_by(Nomination.id))
    return [NameLine(one, _open(one, actor)) for one in found]


def list_accepted(session: Session, actor: Actor, call: SeatCall) -> list[Standing]:
    """What goes onto the paper; ``NotAllowed`` for one who waits for the desk's key."""
    lines = list_names(session, actor, call)
    accepted = [one for one in lines if one.nomination.state == NominationState.ACCEPTED.value]
    if any(one.standing is None for one in accepted):
        raise NotAllowed("feedback.key_not_granted")
    return [one.standing for one in accepted if one.standing is not None]


def count_waiting(session: Session, call: SeatCall) -> int:
    """Wishes that nobody has read yet."""
    waits = Nomination.state == NominationState.WAITING.value
    return len(session.scalars(select(Nomination.id).where(Nomination.call_id == call.id, waits)).all())


def accept_name(session: Session, actor: Actor, call: SeatCall, which: int, *, today: date) -> None:
    """It goes onto the ballot. ``IllegalMove`` when somebody stands or sits under the same name."""
    nomination = _lock_to_read(session, actor, call, which)
    standing = _open(nomination, actor)
    if standing is None:
        raise NotAllowed("feedback.key_not_granted")
    if standing.same_as in _taken(session, list_accepted(session, actor, call), today):
        raise IllegalMove("nomination_same_name")
    to = NominationState.ACCEPTED
    nomination.state = NOMINATION.move(NominationState(nomination.state), to).value
    session.flush()
    write_call(session, actor, call, "seat_call.accept", today=today)


def refuse_name(
    session: Session, actor: Actor, call: SeatCall, which: int, *, ground: str, today: date
) -> None:
    """It does not; its words are destroyed, and the code tells the ground. ``InvalidInput`` without one."""
    nomination = _lock_to_read(session, actor, call, which)
    stated = read_ground(ground)
    to = NominationState.REFUSED
    nomination.state = NOMINATION.move(NominationState(nomination.state), to).value
    nomination.ground, nomination.sealed_words = stated.value, None
    session.flush()
    ask_for_scrub(session)
    write_call(session, actor, call, "seat_call.refuse", today=today, facts={"ground": stated.value})


def type_name(
    session: Session, actor: Actor, call: SeatCall, *, alias: str, statement: str, today: date
) -> Nomination:
    """Write it down for somebody who asked, or from paper; it waits to be read like any other."""
    if not may_type(actor):
        raise NotAllowed("not_allowed")
    lock_call(session, call)
    if call.state != CallState.OPEN.value or call.until_on < today:
        raise IllegalMove("call_not_open")
    nomination = Nomination(call_id=call.id, state=NOMINATION.first.value)
    seal_standing(session, nomination, read_standing(alias, statement))
    session.add(nomination)
    session.flush()
    write_call(session, actor, call, "seat_call.type", today=today)
    return nomination


def take_back_name(session: Session, actor: Actor, call: SeatCall, which: int, *, today: date) -> None:
    """Somebody whose name was typed here says so; one with a code takes it back by the code."""
    if not may_type(actor):
        raise NotAllowed("not_allowed")
    nomination = _get(session, call, which)
    if nomination.thread_id is not None or not withdraw_nomination(session, nomination):
        raise IllegalMove("nomination_not_now")
    write_call(session, actor, call, "seat_call.take_back", today=today)


def _lock_to_read(session: Session, actor: Actor, call: SeatCall, which: int) -> Nomination:
    actor.require(Permission.PROPOSAL_SCREEN)
    lock_call(session, call)
    nomination = _get(session, call, which)
    session.refresh(nomination, with_for_update=True)
    if call.state not in _BEFORE_THE_PAPER or nomination.state != NominationState.WAITING.value:
        raise IllegalMove("nomination_not_now")
    return nomination


def _get(session: Session, call: SeatCall, which: int) -> Nomination:
    nomination = session.get(Nomination, which)
    if nomination is None or nomination.call_id != call.id:
        raise NotFound("not_found")
    return nomination


def _open(nomination: Nomination, actor: Actor) -> Standing | None:
    if nomination.sealed_words is None or not may_type(actor):
        return None
    if nomination.desk_circle_id not in actor.circle_keys:
        return None
    return unpack(open_text(actor.key_of_circle(nomination.desk_circle_id), nomination.sealed_words))


def _taken(session: Session, accepted: Sequence[Standing], today: date) -> set[str]:
    seated = {one.term.alias.casefold() for one in list_seats(session, today) if one.term}
    return seated | {one.same_as for one in accepted}
