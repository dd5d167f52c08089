"""Who sits on the board: classes, terms, vacancies, and who may vote on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidInput


class SeatClass(StrEnum):
    """Public as totals; beside an alias only if the member chose so."""

    LIVED_EXPERIENCE = "lived_experience"
    COMMUNITY_ALLY = "community_ally"
    STAFF_LIAISON = "staff_liaison"


@dataclass(frozen=True)
class Seat:
    """A chair at the table as it is now.

    ``holder`` names the term that fills it (not the person), None when vacant. ``starts_on`` is the first
    day of that term and ``ends_on`` the first day after it: who resigns today no longer holds it today.
    """

    ref: str
    seat_class: SeatClass
    voting: bool = True
    holder: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    def is_filled(self, on: date) -> bool:
        """Whether somebody holds it on this day."""
        if self.holder is None or (self.starts_on is not None and on < self.starts_on):
            return False
        return self.ends_on is None or on < self.ends_on

    def may_vote(self, on: date) -> bool:
        """A voting seat that somebody holds; recusal and presence are asked per vote."""
        return self.voting and self.is_filled(on)

    @property
    def is_lived_experience(self) -> bool:
        return self.seat_class is SeatClass.LIVED_EXPERIENCE


@dataclass(frozen=True)
class Terms:
    """Years of a term, terms in a row, and missed meetings before somebody asks how the member is."""

    years: int = 2
    limit: int = 2
    missed_before_check_in: int = 3


def check_seat(seat: Seat) -> None:
    """Raise ``InvalidInput`` when a staff liaison would vote, or a term would end before it begins."""
    if seat.voting and seat.seat_class is SeatClass.STAFF_LIAISON:
        raise InvalidInput("staff_liaison_cannot_vote", field="voting")
    if seat.starts_on and seat.ends_on and seat.ends_on <= seat.starts_on:
        raise InvalidInput("term_ends_before_it_begins", field="ends_on")


def term_ends_on(starts_on: date, terms: Terms) -> date:
    """The first day after a full term; a term that began on 29 February ends on 1 March."""
    year = starts_on.year + terms.years
    try:
        return starts_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def check_may_serve(consecutive_terms: int, terms: Terms) -> None:
    """Raise ``InvalidInput`` when another term in a row would pass the limit."""
    if consecutive_terms >= terms.limit:
        raise InvalidInput("term_limit_reached", field="holder", limit=terms.limit)


def needs_check_in(missed_in_a_row: int, terms: Terms) -> bool:
    """Time for a kind question, never a removal."""
    return missed_in_a_row >= terms.missed_before_check_in


@dataclass(frozen=True)
class SeatTotals:
    """Seat classes as totals, the way they are public. ``voting`` and ``lived`` count voting seats only."""

    voting: int
    voting_filled: int
    lived: int
    lived_filled: int
    liaisons: int


def count_seats(seats: Iterable[Seat], on: date) -> SeatTotals:
    """Totals on a day."""
    all_seats = tuple(seats)
    voting = [seat for seat in all_seats if seat.voting]
    lived = [seat for seat in voting if seat.is_lived_experience]
    return SeatTotals(
        voting=len(voting),
        voting_filled=sum(seat.is_filled(on) for seat in voting),
        lived=len(lived),
        lived_filled=sum(seat.is_filled(on) for seat in lived),
        liaisons=len(all_seats) - len(voting),
    )
