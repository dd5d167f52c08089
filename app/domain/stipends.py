"""Who is owed a stipend for a meeting, and whether it was paid the same day."""

from collections.abc import Iterable
from datetime import date

from app.domain.quorum import Movement, Passage
from app.domain.seats import Seat, SeatClass


def seats_owed(seats: Iterable[Seat], passages: Iterable[Passage], *, on: date) -> tuple[str, ...]:
    """Filled seats of members who came, however long they stayed; staff liaisons are paid as staff."""
    came = {passage.seat for passage in passages if passage.movement is Movement.ARRIVED}
    return tuple(
        seat.ref
        for seat in seats
        if seat.ref in came and seat.is_filled(on) and seat.seat_class is not SeatClass.STAFF_LIAISON
    )


def is_same_day(held_on: date, paid_on: date | None) -> bool:
    """The promise is cash at the end of the meeting: the day of the meeting, no later."""
    return paid_on is not None and paid_on <= held_on
