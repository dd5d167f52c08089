"""Winners of an election take the lived-experience seats that are empty, under the names they stood with."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ballots.paper import BallotKind
from app.domain.errors import IllegalMove
from app.domain.permissions import Permission
from app.domain.seats import SeatClass
from app.models.ballots import Ballot
from app.models.board import BoardSeat, Term
from app.rooms.ballots.queries import paper_of
from app.rooms.ballots.ties import list_elected, list_tied
from app.rooms.board.filling import NewTerm, fill_seat
from app.rooms.board.moments import Moment
from app.rooms.board.seats import list_seats
from app.web.actors import Actor


def list_to_seat(session: Session, ballot: Ballot) -> list[str]:
    """Names that were elected and sit nowhere since; nobody while a tie is open."""
    if paper_of(ballot).kind is not BallotKind.ELECTION or ballot.counted_on is None:
        return []
    if list_tied(ballot) and ballot.lot is None:
        return []
    seated = set(session.scalars(select(Term.alias).where(Term.starts_on >= ballot.counted_on)))
    return [name for name in list_elected(ballot) if name not in seated]


def seat_elected(session: Session, actor: Actor, ballot: Ballot, *, moment: Moment) -> Sequence[Term]:
    """Fill empty lived-experience seats in the order of election; ``IllegalMove`` when there are too few."""
    actor.require(Permission.SEAT_EDIT)
    names, empty = list_to_seat(session, ballot), _list_empty(session, moment)
    if not names:
        raise IllegalMove("ballot_nobody_to_seat")
    if len(empty) < len(names):
        raise IllegalMove("ballot_too_few_seats", needed=len(names), empty=len(empty))
    return [
        fill_seat(session, actor, seat, NewTerm(alias=name, starts_on=moment.on), today=moment.on)
        for name, seat in zip(names, empty, strict=False)
    ]


def _list_empty(session: Session, moment: Moment) -> list[BoardSeat]:
    return [
        line.seat
        for line in list_seats(session, moment.on)
        if line.term is None and line.seat.seat_class == SeatClass.LIVED_EXPERIENCE.value
    ]
