"""``sayso purge``: erase what is due now, scrub the files, and write ``purged.list``."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.db import Database, open_database
from app.rooms.feedback.purging import purge_due_words
from app.rooms.feedback.receipt_ends import end_due_receipts
from app.rooms.safekeeping.purged_list import NAME, write_purged_list
from app.rooms.safekeeping.traces import trace_words
from app.settings import Settings
from app.web.house import get_organisation_facts
from app.web.scrub_requests import scrub_now

HELP = "Erase the words and receipts whose day has come, clean the files of the database, write purged.list."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what is due is in the database. One voice is erased by hand at the desk."""


def run(args: argparse.Namespace) -> int:
    """0 when everything was erased and no trace is left; 1 when the scrubbing left something."""
    settings, now = Settings(), datetime.now(UTC)
    database = open_database(settings)
    try:
        with database.read() as session:
            facts = get_organisation_facts(session)
        if not facts.is_founded:
            print("There is no organisation yet: finish the set-up first.", file=sys.stderr)
            return 1
        words, receipts = _erase_all(database, facts.today(now))
        listed = write_purged_list(database, settings.data)
        scrubbed = scrub_now(database, now=now)
    finally:
        database.close()
    print(f"{words} voices and {receipts} receipts erased, {listed} lines written to {NAME}")
    if not scrubbed.is_done:
        print("Traces are left: " + " ".join(trace_words(scrubbed.left)), file=sys.stderr)
    return 0 if scrubbed.is_done else 1


def _erase_all(database: Database, today: date) -> tuple[int, int]:
    return _until_none(database, purge_due_words, today), _until_none(database, end_due_receipts, today)


def _until_none(database: Database, erase: Callable[[Session, date], int], today: date) -> int:
    """Each step in a transaction of its own, so that writers wait for none of them long."""
    erased = 0
    while True:
        with database.write() as session:
            step = erase(session, today)
        if not step:
            return erased
        erased += step
