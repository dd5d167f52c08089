"""What the templates of seats and rulebook are given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.domain.permissions import Permission
from app.domain.rulebook import Rulebook
from app.domain.rulebook_sentences import clauses
from app.domain.seats import SeatTotals, count_seats, needs_check_in, term_ends_on
from app.models.board import BoardSeat, Meeting, Term
from app.models.people import Account
from app.rooms.board.attendance import count_missed_in_a_row
from app.rooms.board.meeting_queries import list_coming
from app.rooms.board.rulebooks import VersionLine, find_newest, get_rulebook
from app.rooms.board.seats import SeatLine, as_seat, list_free_accounts, list_seats, list_terms
from app.rooms.board.speech import Speech, Typed
from app.web.actors import Actor


@dataclass(frozen=True)
class BoardPage:
    """``check_in`` holds the references of seats whose member missed many meetings in a row."""

    seats: Sequence[SeatLine]
    totals: SeatTotals
    check_in: frozenset[str]
    meetings: Sequence[Meeting]
    rulebook_version: int | None
    may_edit_seats: bool
    may_plan: bool
    today: date
    typed: Typed
    say: Speech = field(default_factory=Speech)


@dataclass(frozen=True)
class SeatPage:
    """``now`` is the term of today; ``until`` the end of a full term from today."""

    seat: BoardSeat
    now: Term | None
    account: str
    terms: Sequence[Term]
    accounts: Sequence[Account]
    until: date
    may_edit: bool
    today: date
    typed: Typed
    say: Speech = field(default_factory=Speech)

    @property
    def account_options(self) -> list[tuple[str, str]]:
        """Accounts that may be linked, for the form."""
        return [(account.name, account.display_name) for account in self.accounts]


@dataclass(frozen=True)
class RulebookPage:
    """Versions, newest first; ``typical`` are the rules until the first is adopted."""

    versions: Sequence[VersionLine]
    may_edit: bool
    typical: Rulebook
    today: date
    say: Speech = field(default_factory=Speech)

    @property
    def typical_clauses(self) -> Sequence[object]:
        """The typical rulebook, rule by rule."""
        return clauses(self.typical)


@dataclass(frozen=True)
class RulebookEditPage:
    """The form. ``is_first``: nothing was adopted yet, so no decision is asked for."""

    typed: Typed
    is_first: bool
    say: Speech = field(default_factory=Speech)


def board_page(session: Session, actor: Actor, *, today: date, typed: Typed | None = None) -> BoardPage:
    """The board's desk for this reader."""
    actor.require(Permission.BOARD_READ)
    lines = list_seats(session, today)
    newest = find_newest(session)
    return BoardPage(
        seats=lines,
        totals=count_seats((as_seat(line) for line in lines), today),
        check_in=_check_in(session, lines, today),
        meetings=list_coming(session, today),
        rulebook_version=newest.number if newest else None,
        may_edit_seats=actor.may(Permission.SEAT_EDIT),
        may_plan=actor.may(Permission.MEETING_PLAN),
        today=today,
        typed=typed or Typed(),
    )


def seat_page(
    session: Session, actor: Actor, seat: BoardSeat, *, today: date, typed: Typed | None = None
) -> SeatPage:
    """One seat for this reader."""
    actor.require(Permission.BOARD_READ)
    line = next((one for one in list_seats(session, today) if one.seat.id == seat.id), SeatLine(seat, None))
    return SeatPage(
        seat=seat,
        now=line.term,
        account=line.account,
        terms=list_terms(session, seat),
        accounts=list_free_accounts(session, today),
        until=term_ends_on(today, get_rulebook(session, today).terms),
        may_edit=actor.may(Permission.SEAT_EDIT) and seat.is_open,
        today=today,
        typed=typed or Typed(),
    )


def _check_in(session: Session, lines: Sequence[SeatLine], today: date) -> frozenset[str]:
    terms = get_rulebook(session, today).terms
    missed = count_missed_in_a_row(session, lines, most=terms.missed_before_check_in)
    return frozenset(ref for ref, times in missed.items() if needs_check_in(times, terms))
