"""``sayso cards``: make a batch and write its sheets to a file that only its owner can read."""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from app.db import Database, open_database
from app.domain.ballots.paper import Chamber
from app.domain.errors import Refusal
from app.domain.ledger.leaves import PROGRAM
from app.rooms.ballots.card_forms import PrintForm
from app.rooms.ballots.cards import new_reference
from app.rooms.ballots.printing import Print, Printer, print_batch
from app.rooms.ballots.sheet_pdf import make_pdf
from app.rooms.ballots.sheets import Letters, PaperSize, draw_document, sheet_page
from app.settings import Settings
from app.vault.machine import load_or_create
from app.web.addresses import STATIC
from app.web.house import get_organisation_facts
from app.web.words import Sentence

HELP = "Print vote cards: sheets with codes and QR codes, for one ballot or for a season."

DONE, REFUSED, WRONG_USE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``make``: what for, how many, into which file."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="{make}")
    make = acts.add_parser("make", help="a new batch and its sheets, .html or .pdf")
    make.add_argument("--ballot", metavar="REF", default="", help="the ballot that they are for")
    make.add_argument("--from", dest="starts_on", metavar="DAY", type=_day, help="or their first day")
    make.add_argument("--until", dest="last_on", metavar="DAY", type=_day, help="and their last day")
    make.add_argument("--count", metavar="N", type=int, required=True, help="how many cards")
    make.add_argument("--out", metavar="FILE", type=Path, required=True, help="a new file, .html or .pdf")
    make.add_argument("--paper", choices=list(PaperSize), default=PaperSize.LETTER.value)
    make.add_argument("--large", action="store_true", help="large letters, four cards a page")
    make.add_argument("--chamber", choices=list(Chamber), default=Chamber.PARTICIPANTS.value)


def run(args: argparse.Namespace) -> int:
    """0 the cards are made and written, 1 refused, 2 the file cannot be written; never half of it."""
    try:
        handle = os.open(args.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        return _complain(f"{args.out}: {error.strerror}", WRONG_USE)
    written = False
    try:
        with os.fdopen(handle, "wb") as file:
            done = _make(args)
            file.write(_sheets(done, as_pdf=args.out.suffix.lower() == ".pdf"))
            file.flush()
            os.fsync(file.fileno())
        written = True
    except Refusal as refusal:
        return _complain(Sentence(refusal.key, refusal.facts).words("en"), REFUSED)
    finally:
        if not written:
            args.out.unlink()
    sys.stdout.write(
        f"{done.made.batch.ref}: {len(done.made.codes)} cards in {args.out}. "
        "Print it, then delete the file: the codes are nowhere else.\n"
    )
    return DONE


def _make(args: argparse.Namespace) -> Print:
    settings = Settings()
    machine = load_or_create(settings.data)
    database = open_database(settings)
    try:
        return _print(database, args, settings, machine.pepper)
    finally:
        database.close()


def _print(database: Database, args: argparse.Namespace, settings: Settings, pepper: bytes) -> Print:
    with database.write() as session:
        facts = get_organisation_facts(session)
        if not facts.is_founded:
            raise Refusal("cards_not_founded")
        today = facts.today(datetime.now(UTC))
        printer = Printer(pepper, PROGRAM, settings.effective_base_url, today)
        second = next((code for code in facts.languages if code != facts.default_language), "")
        return print_batch(session, facts, _form(args, facts.default_language, second), printer)


def _form(args: argparse.Namespace, language: str, second: str) -> PrintForm:
    asked: Mapping[str, object] = {
        "ref": new_reference(),
        "purpose": "ballot" if args.ballot else "period",
        "ballot": args.ballot,
        "starts_on": args.starts_on,
        "last_on": args.last_on,
        "chamber": args.chamber,
        "count": max(0, args.count),
        "paper": args.paper,
        "letters": Letters.LARGE if args.large else Letters.NORMAL,
        "language": language,
        "second_language": second,
        "output": "pdf" if args.out.suffix.lower() == ".pdf" else "page",
    }
    return PrintForm.model_validate(asked)


def _sheets(done: Print, *, as_pdf: bool) -> bytes:
    style = (STATIC / "cards.css").read_text()
    page = sheet_page(done.made.batch, done.made.codes, purpose=done.purpose, look=done.look, style=style)
    document = draw_document(page)
    return make_pdf(document) if as_pdf else document.encode()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written as 2026-12-31") from None


def _complain(words: str, status: int) -> int:
    sys.stderr.write(f"sayso cards: {words}\n")
    return status
