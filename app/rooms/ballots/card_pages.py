"""What the desk's templates of cards are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import BallotState
from app.domain.permissions import Permission
from app.models.ballots import Ballot
from app.models.cards import CardBatch, CardDraw
from app.rooms.ballots.card_desk_words import CHAMBERS, STATES, WITNESSES
from app.rooms.ballots.card_queries import (
    CardCounts,
    count_cards,
    get_batch,
    list_batches,
    list_incidents,
    list_shifts,
)
from app.rooms.ballots.card_words import incident_words
from app.rooms.ballots.cards import new_reference
from app.rooms.ballots.kept_back import is_over, list_counts
from app.rooms.ballots.sheet_pdf import can_make_pdf
from app.rooms.board.speech import Typed
from app.web import languages
from app.web.actors import Actor
from app.web.house import OrganisationFacts
from app.web.languages import gettext


@dataclass(frozen=True)
class BatchLine:
    """A batch in the list; ``question`` names its ballot, or nothing for a period."""

    batch: CardBatch
    counts: CardCounts
    question: str
    state: str

    @property
    def last_on(self) -> date | None:
        """The last day of its period."""
        return self.batch.ends_on - timedelta(days=1) if self.batch.ends_on else None


@dataclass(frozen=True)
class CardsPage:
    """The list and the form. ``new_ref`` goes with the form, so that sending it twice prints once."""

    batches: Sequence[BatchLine]
    ballots: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    chambers: Sequence[tuple[str, str]]
    new_ref: str
    can_make_pdf: bool
    may_make: bool
    today: date
    typed: Typed


@dataclass(frozen=True)
class BatchPage:
    """One batch: its shifts, what is still out, the count of what was kept back."""

    line: BatchLine
    shifts: Sequence[tuple[CardDraw, str, str]]
    incidents: Sequence[str]
    witnesses: Sequence[tuple[str, str]]
    counted_by: int
    has_counted: bool
    other_counted: int | None
    is_over: bool
    may_make: bool
    typed: Typed

    @property
    def batch(self) -> CardBatch:
        """The batch itself."""
        return self.line.batch

    @property
    def open_shift(self) -> CardDraw | None:
        """The shift whose bag is open."""
        return next((shift for shift, *_ in self.shifts if shift.left_over is None), None)

    @property
    def left(self) -> int:
        """Cards that no bag has had yet, as far as is known."""
        counts = self.line.counts
        in_bag = self.open_shift.in_bag if self.open_shift else 0
        return max(0, counts.printed - counts.voided - counts.drawn - in_bag)


def cards_page(
    session: Session, actor: Actor, facts: OrganisationFacts, *, today: date, typed: Typed | None = None
) -> CardsPage:
    """Every batch, and the form for a new one."""
    actor.require(Permission.CARD_HANDLE)
    questions = _questions(session)
    waiting = select(Ballot).where(Ballot.state == BallotState.CREATED.value, Ballot.frozen_at.is_(None))
    return CardsPage(
        batches=[_line(session, batch, questions) for batch in list_batches(session)],
        ballots=[(ballot.ref, questions[ballot.ref]) for ballot in session.scalars(waiting)],
        languages=[(code, languages.own_name(code)) for code in facts.languages],
        chambers=_options(CHAMBERS),
        new_ref=new_reference(),
        can_make_pdf=can_make_pdf(),
        may_make=actor.may(Permission.CARD_MAKE),
        today=today,
        typed=typed or Typed(),
    )


def batch_page(
    session: Session, actor: Actor, ref: str, *, today: date, typed: Typed | None = None
) -> BatchPage:
    """One batch for those who handle cards."""
    actor.require(Permission.CARD_HANDLE)
    batch = get_batch(session, ref)
    counted = list_counts(session, batch)
    own = [one for one in counted if one.entered_by_id == actor.account_id]
    others = [one.number for one in counted if one.entered_by_id != actor.account_id]
    return BatchPage(
        line=_line(session, batch, _questions(session)),
        shifts=[(shift, *_names(shift)) for shift in list_shifts(session, batch)],
        incidents=[incident_words(one) for one in list_incidents(session, batch)],
        witnesses=_options(WITNESSES),
        counted_by=len(counted),
        has_counted=bool(own),
        # Who has not counted yet must not see the number that the other found.
        other_counted=others[0] if own and others else None,
        is_over=is_over(session, batch, today),
        may_make=actor.may(Permission.CARD_MAKE),
        typed=typed or Typed(),
    )


def ballot_question(ballot: Ballot, language: str) -> str:
    """What a ballot asks, in this language or its first."""
    words: Mapping[str, str] = ballot.paper.get("question", {})
    return words.get(language) or next(iter(words.values()), ballot.ref)


def _questions(session: Session) -> dict[str, str]:
    return {
        ballot.ref: ballot_question(ballot, languages.current()) for ballot in session.scalars(select(Ballot))
    }


def _line(session: Session, batch: CardBatch, questions: Mapping[str, str]) -> BatchLine:
    question = questions.get(batch.ballot_ref or "", batch.ballot_ref or "")
    return BatchLine(batch, count_cards(session, batch), question, gettext(STATES[batch.state]))


def _names(shift: CardDraw) -> tuple[str, str]:
    return gettext(WITNESSES[shift.first_witness]), gettext(WITNESSES[shift.second_witness])


def _options(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(key), gettext(name)) for key, name in words.items()]
