"""Making a batch and its sheets in one answer, for the desk and the command."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.models.ballots import Ballot
from app.rooms.ballots.card_forms import PrintForm
from app.rooms.ballots.cards import MadeBatch, NewBatch, make_batch
from app.rooms.ballots.sheet_pdf import check_pdf
from app.rooms.ballots.sheets import Purpose, SheetLook
from app.web.house import OrganisationFacts


@dataclass(frozen=True)
class Printer:
    """Who prints, with what: the machine's pepper, the office that is written down, the public address."""

    pepper: bytes
    by: str
    base_url: str
    today: date


@dataclass(frozen=True)
class Print:
    """A batch that was just made, and what its sheets say."""

    made: MadeBatch
    purpose: Purpose
    look: SheetLook


def print_batch(session: Session, facts: OrganisationFacts, form: PrintForm, printer: Printer) -> Print:
    """Make the batch that the form asks for; ``InvalidInput`` before anything is made."""
    look = _look(form, facts)
    if form.output == "pdf":
        check_pdf()
    made = make_batch(session, _new(form), pepper=printer.pepper, by=printer.by, today=printer.today)
    return Print(made, _purpose(session, facts, made, printer), look)


def _look(form: PrintForm, facts: OrganisationFacts) -> SheetLook:
    chosen = [form.language, *([form.second_language] if form.second_language else [])]
    if not set(chosen) <= set(facts.languages):
        raise InvalidInput("field.not_one_of_these", field="language")
    return SheetLook(form.paper, form.letters, tuple(dict.fromkeys(chosen)))


def _new(form: PrintForm) -> NewBatch:
    if form.purpose == "ballot":
        return NewBatch(form.count, form.ballot, chamber=form.chamber, ref=form.ref)
    ends_on = form.last_on + timedelta(days=1) if form.last_on else None
    return NewBatch(form.count, starts_on=form.starts_on, ends_on=ends_on, chamber=form.chamber, ref=form.ref)


def _purpose(session: Session, facts: OrganisationFacts, made: MadeBatch, printer: Printer) -> Purpose:
    paper = session.scalar(select(Ballot.paper).where(Ballot.ref == made.batch.ballot_ref))
    question: Mapping[str, str] = (paper or {}).get("question", {})
    address = printer.base_url.split("://", 1)[-1].rstrip("/") + "/vote"
    return Purpose(facts.name, address, question, made.batch.chamber)
