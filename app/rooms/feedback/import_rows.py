"""Voices from a file of comma-separated values: each row checked as the form is, all taken in or none."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, TextIO

from pydantic import BeforeValidator
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.feedback_kinds import Channel
from app.domain.ledger.leaves import PROGRAM, Leaf
from app.domain.weeks import Week
from app.rooms.feedback.arrival import NewVoice, take_in
from app.rooms.feedback.forms import SayForm
from app.rooms.feedback.sending import voice_of_form
from app.rooms.ledger.actions import append
from app.vault.receipts import ReceiptKeys
from app.web.forms import clean, submitted
from app.web.house import OrganisationFacts
from app.web.words import Sentence

MOST_ROWS = 10_000
COLUMNS = ("message", "kind", "place", "word_use", "keep_words", "about_staff", "ask", "channel", "language")


class NotImported(Exception):
    """Nothing was stored. ``lines``: what is wrong with which line of the file, never its words."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class ImportForm(SayForm):
    """The form of ``/say``; how it came in (empty: paper), in which language (empty: the default)."""

    channel: Annotated[Channel, BeforeValidator(lambda typed: typed or Channel.PAPER)] = Channel.PAPER
    language: str = ""


@dataclass(frozen=True)
class Row:
    """A voice and the line of the file that it begins on."""

    line: int
    voice: NewVoice = field(repr=False)


def read_rows(session: Session, source: TextIO, facts: OrganisationFacts) -> list[Row]:
    """Every row as a voice, or ``NotImported`` with each line that is wrong."""
    rows: list[Row] = []
    wrong: list[str] = []
    try:
        for line, typed in _records(source):
            found = _voice(session, typed, facts)
            if isinstance(found, NewVoice):
                rows.append(Row(line, found))
            else:
                wrong += [f"line {line}: {fault}" for fault in found]
    except csv.Error as error:
        wrong.append(f"The file cannot be read as comma-separated values: {error}")
    if len(rows) > MOST_ROWS:
        wrong.append(f"These are {len(rows)} rows; one file may have {MOST_ROWS}. Cut it into several.")
    if not rows and not wrong:
        wrong.append("There is no row in this file.")
    if wrong:
        raise NotImported(*wrong)
    return rows


def take_in_rows(
    session: Session, rows: list[Row], receipts: list[ReceiptKeys], *, week: Week, now: datetime
) -> int:
    """Store all of them, each with its receipt, sealed as any other; returns how many.

    Whoever typed them in is no reader: what speaks of danger has its slot from now, as if it had just come.
    """
    for row, receipt in zip(rows, receipts, strict=True):
        take_in(session, row.voice, receipt=receipt, form=None, week=week, now=now)
    append(
        session,
        Leaf("feedback.import", "organisation:1", "imported", PROGRAM, str(week), {"rows": len(rows)}),
    )
    return len(rows)


def _records(source: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(source, strict=True)
    names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    unknown = sorted(set(names) - set(COLUMNS))
    if unknown or "message" not in names or len(set(names)) != len(names):
        raise NotImported(
            f"line 1: the columns are {', '.join(COLUMNS)}; only message must be there, and none twice."
        )
    reader.fieldnames = names
    while True:
        line = reader.line_num + 1
        record = next(reader, None)
        if record is None:
            return
        if None in record:
            raise NotImported(f"line {line}: there are more values than columns.")
        yield line, {name: value or "" for name, value in record.items()}


def _voice(session: Session, record: dict[str, str], facts: OrganisationFacts) -> NewVoice | list[str]:
    typed = {
        name: clean(value) if name == "message" else clean(value).strip() for name, value in record.items()
    }
    form = submitted(ImportForm, {name: [value] for name, value in typed.items()})
    if form.data is None:
        return [f"{name}: {sentence.words('en')}" for name, sentence in form.errors.items()]
    language = form.data.language or facts.default_language
    if language not in facts.languages:
        return [f"language: {Sentence('field.not_one_of_these').words('en')}"]
    try:
        voice = voice_of_form(session, form.data, language)
    except InvalidInput as refusal:
        return [f"{refusal.field}: {Sentence(refusal.key, refusal.facts).words('en')}"]
    return replace(voice, channel=form.data.channel)
