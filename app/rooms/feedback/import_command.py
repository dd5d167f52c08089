"""``sayso import feedback``: words that came on paper or from another program, all of them or none."""

import argparse
import csv
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from sqlalchemy.exc import SQLAlchemyError

from app.db import Database, open_database
from app.rooms.feedback.import_rows import NotImported, Row, read_rows, take_in_rows
from app.settings import Settings
from app.vault.boxes import KEY_BYTES, new_key_pair
from app.vault.machine import MachineKeysUnusable, load
from app.vault.receipts import ReceiptKeys, derive_receipt, group_code, new_code
from app.web.house import OrganisationFacts, get_organisation_facts

HELP = "Take in voices from a file of comma-separated values: all rows or none."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, from where, and whether the codes are wanted."""
    parser.add_argument("what", choices=["feedback"])
    parser.add_argument("file", metavar="FILE.csv", type=Path)
    parser.add_argument(
        "--codes",
        metavar="OUT.csv",
        type=Path,
        help="write each row's code to this new file, for its owner only; without it there are none",
    )


def run(args: argparse.Namespace) -> int:
    """Check everything, then store everything in one transaction."""
    settings = Settings()
    database = open_database(settings)
    try:
        count = _import(database, settings, args.file, args.codes)
    except NotImported as refused:
        print(refused, file=sys.stderr)
        print("Nothing was imported.", file=sys.stderr)
        return 1
    except UnicodeDecodeError:
        print("Nothing was imported: the file is not in UTF-8.", file=sys.stderr)
        return 1
    except (MachineKeysUnusable, OSError, SQLAlchemyError) as error:
        cause = getattr(error, "orig", None) or error
        print(f"Nothing was imported: {' '.join(str(cause).split())}", file=sys.stderr)
        return 1
    finally:
        database.close()
    print(f"{count} imported and sealed. {args.file} still holds the words in clear: destroy it.")
    if args.codes:
        print(f"{args.codes} holds the codes: whoever has it reads what is written to these people.")
    return 0


def _import(database: Database, settings: Settings, file: Path, codes: Path | None) -> int:
    with database.read() as session:
        facts = get_organisation_facts(session)
        if not facts.is_founded:
            raise NotImported("There is no organisation yet: finish the set-up first.")
        with file.open(encoding="utf-8-sig", newline="") as source:
            rows = read_rows(session, source, facts)
    if codes is None:
        return _store(database, facts, rows, [_nobodys_receipt() for _ in rows])
    drawn = [new_code() for _ in rows]
    pepper = load(settings.data).pepper
    receipts = [derive_receipt(code, pepper) for code in drawn]
    with _whole_or_gone(codes) as out:
        writer = csv.writer(out)
        writer.writerow(["line", "code"])
        writer.writerows(
            [row.line, " ".join(group_code(code))] for row, code in zip(rows, drawn, strict=True)
        )
        out.flush()
        os.fsync(out.fileno())
        return _store(database, facts, rows, receipts)


def _store(database: Database, facts: OrganisationFacts, rows: list[Row], receipts: list[ReceiptKeys]) -> int:
    with database.write() as session:
        now = datetime.now(UTC)
        return take_in_rows(session, rows, receipts, week=facts.week(now), now=now)


def _nobodys_receipt() -> ReceiptKeys:
    """A receipt that no code opens: nobody was given one, so none is drawn."""
    return ReceiptKeys(secrets.token_bytes(KEY_BYTES), new_key_pair())


@contextmanager
def _whole_or_gone(path: Path) -> Iterator[TextIO]:
    """A new file for its owner only, that stays only if all went well."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "w", encoding="utf-8", newline="") as out:
            yield out
    except BaseException:
        path.unlink(missing_ok=True)
        raise
