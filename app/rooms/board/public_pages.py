"""What the public reads of the board. Classes are totals; beside an alias only where the member chose so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.domain.clocks import Timing
from app.domain.counting.sentences import Sentence
from app.domain.lifecycles import MeetingState
from app.domain.rulebook import Rulebook
from app.domain.rulebook_sentences import Clause, clauses
from app.domain.seats import SeatTotals, count_seats
from app.models.board import AgendaItem, Meeting, Motion, Term
from app.models.decisions import Extension
from app.models.nominations import SeatCall
from app.rooms.board.meeting_queries import BEHIND, MeetingPageOf, list_coming, list_items, list_meetings
from app.rooms.board.minutes import minutes_timing
from app.rooms.board.motion_queries import list_published
from app.rooms.board.results import sentences_of
from app.rooms.board.rulebooks import VersionLine, get_rulebook, list_versions
from app.rooms.board.seats import as_seat, list_seats
from app.rooms.board.speech import Speech
from app.rooms.board.stipends import StipendTotals, count_stipends
from app.rooms.feedback.longer import find_extension
from app.rooms.feedback.standing import find_open_call


@dataclass(frozen=True)
class Member:
    """Somebody at the table, as the public may know them. ``seat_class`` is empty unless they chose so."""

    alias: str
    office: str
    interests: str
    seat_class: str


@dataclass(frozen=True)
class BoardPage:
    """``coming`` are meetings open now or to come; ``rules`` those in force; ``call`` takes names now."""

    totals: SeatTotals
    members: Sequence[Member]
    rules: Sequence[Clause]
    versions: Sequence[VersionLine]
    coming: Sequence[Meeting]
    meetings: MeetingPageOf
    call: SeatCall | None = None
    say: Speech = field(default_factory=Speech)

    @property
    def allies(self) -> tuple[int, int]:
        """Filled and all voting seats that are not kept for lived experience."""
        totals = self.totals
        return totals.voting_filled - totals.lived_filled, totals.voting - totals.lived

    @property
    def vacant(self) -> int:
        """Voting seats that nobody holds."""
        return self.totals.voting - self.totals.voting_filled


@dataclass(frozen=True)
class MeetingPage:
    """``heads`` are the head counts of a meeting that is over; ``items`` empty until the agenda is up."""

    meeting: Meeting
    items: Sequence[AgendaItem]
    motions: Sequence[Motion]
    heads: "HeadCounts | None"
    minutes: Timing
    longer: Extension | None
    stipends: StipendTotals
    is_over: bool
    say: Speech = field(default_factory=Speech)

    def sentences(self, motion: Motion) -> tuple[Sentence, ...]:
        """How it was counted."""
        return sentences_of(motion)

    def room(self, motion: Motion) -> "HeadCounts | None":
        """Who was counted at this motion."""
        return HeadCounts(**motion.result["quorum"]) if motion.result else None


@dataclass(frozen=True)
class HeadCounts:
    """As ``domain.quorum.Quorum`` was stored."""

    filled: int
    present: int
    needed: int
    lived_filled: int
    lived_present: int
    lived_needed: int
    is_met: bool

    @property
    def allies(self) -> int:
        """Present, not from lived-experience seats."""
        return self.present - self.lived_present

    @property
    def allies_filled(self) -> int:
        """Filled, not for lived experience."""
        return self.filled - self.lived_filled


def board_page(session: Session, *, today: date, older_than: Meeting | None = None) -> BoardPage:
    """The board, its rulebook, its meetings."""
    lines = list_seats(session, today)
    rulebook: Rulebook = get_rulebook(session, today)
    filled = [(line.seat.seat_class, line.term) for line in lines if line.term is not None]
    members = sorted((_member(kind, term) for kind, term in filled), key=lambda one: one.alias.lower())
    return BoardPage(
        totals=count_seats((as_seat(line) for line in lines), today),
        members=members,
        rules=clauses(rulebook),
        versions=list_versions(session),
        coming=list_coming(session, today),
        meetings=list_meetings(session, older_than=older_than),
        call=find_open_call(session, today),
    )


def meeting_page(session: Session, meeting: Meeting, *, today: date) -> MeetingPage:
    """One meeting. What is planned but not announced shows its day and place only."""
    state = MeetingState(meeting.state)
    is_announced = state is not MeetingState.PLANNED
    return MeetingPage(
        meeting=meeting,
        items=list_items(session, meeting) if is_announced else (),
        motions=list_published(session, meeting),
        heads=HeadCounts(**meeting.head_counts) if meeting.head_counts else None,
        minutes=minutes_timing(session, meeting, today),
        longer=find_extension(session, f"minutes:{meeting.ref}"),
        stipends=count_stipends(session, meeting),
        is_over=meeting.state in BEHIND,
    )


def _member(seat_class: str, term: Term) -> Member:
    return Member(term.alias, term.office, term.interests, seat_class if term.shows_class else "")
