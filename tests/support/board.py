"""A board for tests: seats filled under aliases, a rulebook, a meeting with people in the room, motions."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.counting.consent import Stance
from app.domain.counting.majority import Choice
from app.domain.ledger.leaves import Leaf, decode
from app.domain.quorum import Movement
from app.domain.rulebook import DEMONSTRATION_RULEBOOK, Rulebook
from app.domain.seats import SeatClass
from app.models.board import BoardSeat, Meeting, Motion, Term
from app.models.ledger import LedgerLeaf
from app.rooms.board.attendance import note_passage
from app.rooms.board.closing import close_motion
from app.rooms.board.filling import NewTerm, add_seat, fill_seat
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.meetings import NewMeeting, give_notice, open_meeting, plan_meeting
from app.rooms.board.moments import Moment
from app.rooms.board.motions import NewMotion, get_motion, open_motion, put_motion
from app.rooms.board.rulebooks import enter_rulebook
from app.rooms.board.seats import list_seats
from app.rooms.board.votes import Said, cast_vote, record_vote
from app.web.house import get_organisation_facts
from tests.support.organisation import World
from tests.support.sign_in import actor_of

LIVED = ("Ms. Tee", "Rook", "Luz", "Deac", "Hanna", "Quill")
ALLIES = ("J. Marsh", "P. Oyelaran")
ACCOUNTS = {"Ms. Tee": "chair", "Hanna": "secretary", "Rook": "member1"}
EVERYBODY = (*LIVED, *ALLIES)
BEFORE = timedelta(days=60)


def moment_of(world: World) -> Moment:
    """The world's clock, read twice."""
    with world.database.read() as session:
        return Moment(world.now, get_organisation_facts(session).today(world.now))


def found_board(world: World, *, rulebook: Rulebook = DEMONSTRATION_RULEBOOK) -> None:
    """Six of seven lived-experience seats, two allies, a staff liaison; three of them have accounts."""
    chair, today = actor_of(world, "chair"), moment_of(world).on
    begun = today - BEFORE
    with world.database.write() as session:
        enter_rulebook(session, chair, rulebook, in_force_on=begun, today=begun)
        for alias in (*LIVED, None):
            _seat(session, chair, SeatClass.LIVED_EXPERIENCE, alias, begun)
        for alias in ALLIES:
            _seat(session, chair, SeatClass.COMMUNITY_ALLY, alias, begun)
        _seat(session, chair, SeatClass.STAFF_LIAISON, "Program manager", begun)


def _seat(session: Session, chair: Any, kind: SeatClass, alias: str | None, begun: date) -> None:
    seat = add_seat(session, chair, kind, today=begun)
    if alias:
        account = ACCOUNTS.get(alias, "")
        fill_seat(session, chair, seat, NewTerm(alias, begun, account=account), today=begun)


def seat_of(world: World, alias: str) -> str:
    """The reference of the seat that somebody fills."""
    with world.database.read() as session:
        lines = list_seats(session, moment_of(world).on)
        return next(line.seat.ref for line in lines if line.term and line.term.alias == alias)


def vacant_seat(world: World) -> str:
    """The reference of the empty lived-experience seat."""
    with world.database.read() as session:
        return next(line.seat.ref for line in list_seats(session, moment_of(world).on) if line.term is None)


def term_of(world: World, alias: str) -> Term:
    """The term of somebody."""
    with world.database.read() as session:
        return session.scalars(select(Term).where(Term.alias == alias)).one()


def new_meeting(world: World, **chosen: Any) -> NewMeeting:
    """A meeting this evening, with a stipend."""
    meeting = NewMeeting(
        place="Drop-in back room",
        held_on=moment_of(world).on,
        starts=time(17, 30),
        ends=time(19, 30),
        has_food=True,
        stipend_amount=100,
    )
    return replace(meeting, **chosen)


def planned_meeting(world: World, **chosen: Any) -> str:
    """A planned meeting's reference."""
    chair, new, today = actor_of(world, "chair"), new_meeting(world, **chosen), moment_of(world).on
    with world.database.write() as session:
        return plan_meeting(session, chair, new, today=today).ref


def held_meeting(world: World, *came: str) -> str:
    """An open meeting with these in the room (everybody, when nobody is named)."""
    ref = planned_meeting(world)
    chair, moment = actor_of(world, "chair"), moment_of(world)
    with world.database.write() as session:
        meeting = get_meeting(session, ref)
        give_notice(session, chair, meeting, moment=moment)
        open_meeting(session, chair, meeting, today=moment.on)
        lines = list_seats(session, moment.on)
        filled = {line.term.alias: line.seat.ref for line in lines if line.term}
        for alias in came or EVERYBODY:
            seat = filled[alias]
            note_passage(session, chair, meeting, seat_ref=seat, move=Movement.ARRIVED, moment=moment)
    return ref


def passes(world: World, meeting: str, alias: str, move: Movement = Movement.ARRIVED) -> None:
    """Somebody comes or goes."""
    chair, seat, moment = actor_of(world, "chair"), seat_of(world, alias), moment_of(world)
    with world.database.write() as session:
        note_passage(session, chair, get_meeting(session, meeting), seat_ref=seat, move=move, moment=moment)


def put(world: World, meeting: str, **chosen: Any) -> str:
    """A motion that is put and not yet open."""
    chair, today = actor_of(world, "chair"), moment_of(world).on
    new = NewMotion(**{"title": "Stay open late", "text": "Open until 8 pm on Thursdays.", **chosen})
    with world.database.write() as session:
        meeting_row = get_meeting(session, meeting)
        return put_motion(session, chair, meeting_row, new, item=None, today=today).ref


def opened(world: World, meeting: str, **chosen: Any) -> str:
    """An open motion."""
    ref, chair, moment = put(world, meeting, **chosen), actor_of(world, "chair"), moment_of(world)
    with world.database.write() as session:
        open_motion(session, chair, get_motion(session, ref), moment=moment)
    return ref


def votes(world: World, motion: str, alias: str, choice: Choice | Stance, reason: str = "") -> None:
    """Somebody votes: with the own account, or by hand through the secretary."""
    moment, account = moment_of(world), ACCOUNTS.get(alias)
    actor = actor_of(world, account or "secretary")
    said = Said(choice, reason, "" if account else seat_of(world, alias))
    with world.database.write() as session:
        vote = cast_vote if account else record_vote
        vote(session, actor, get_motion(session, motion), said, moment=moment)


def all_vote(world: World, motion: str, choice: Choice | Stance = Choice.YES, *, but: str = "") -> None:
    """Everybody of the board says the same, except one."""
    for alias in EVERYBODY:
        if alias != but:
            votes(world, motion, alias, choice)


def closed(world: World, motion: str, *, by: str = "chair") -> Motion:
    """Close the motion; returns its row."""
    actor, moment = actor_of(world, by), moment_of(world)
    with world.database.write() as session:
        close_motion(session, actor, get_motion(session, motion), moment=moment)
    return motion_of(world, motion)


def motion_of(world: World, ref: str) -> Motion:
    """The motion's row as it stands."""
    with world.database.read() as session:
        return get_motion(session, ref)


def meeting_of(world: World, ref: str) -> Meeting:
    """The meeting's row as it stands."""
    with world.database.read() as session:
        return get_meeting(session, ref)


def seats(world: World) -> list[BoardSeat]:
    """All seats."""
    with world.database.read() as session:
        return list(session.scalars(select(BoardSeat).order_by(BoardSeat.position)))


def leaves_of(world: World, subject: str) -> list[Leaf]:
    """The leaves about one subject, the oldest first."""
    with world.database.read() as session:
        bodies = session.scalars(select(LedgerLeaf.body).order_by(LedgerLeaf.index))
        return [leaf for leaf in map(decode, bodies) if leaf.subject == subject]
