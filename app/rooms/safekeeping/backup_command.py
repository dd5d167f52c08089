"""``sayso backup``: a sealed file of everything, made while the program serves."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.db import open_database
from app.rooms.safekeeping.backup_records import BackupDamaged
from app.rooms.safekeeping.backup_rehearsing import rehearse
from app.rooms.safekeeping.backup_snapshot import CannotBackUp
from app.rooms.safekeeping.backup_words import PROBLEM_WORDS
from app.rooms.safekeeping.backup_writing import back_up
from app.rooms.safekeeping.halves import NoHalves, ask_for_recovery_key
from app.settings import Settings
from app.vault.boxes import CannotOpen
from app.vault.machine import MachineKeysUnusable, load

HELP = "Write everything to FILE, sealed to the recovery key; the program may serve meanwhile."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, and whether it is only to be tried."""
    parser.add_argument("file", metavar="FILE", type=Path, help="must not exist yet")
    parser.add_argument(
        "--rehearse",
        action="store_true",
        help="try to restore this FILE into memory; asks for both halves of the recovery key",
    )


def run(args: argparse.Namespace) -> int:
    """Write it, and say how large it became; or try it."""
    if args.rehearse:
        return _rehearse(args.file)
    settings = Settings()
    database = open_database(settings)
    try:
        made = back_up(database, load(settings.data), args.file, now=datetime.now(UTC))
    except CannotBackUp as refused:
        print(refused, file=sys.stderr)
        return 1
    except (MachineKeysUnusable, OSError, SQLAlchemyError) as error:
        print(f"No backup was made: {in_one_line(error)}", file=sys.stderr)
        return 1
    finally:
        database.close()
    print(f"{args.file}: {made.rows} rows, {made.size} bytes. Only the recovery key opens it.")
    return 0


def _rehearse(file: Path) -> int:
    try:
        with file.open("rb") as source:
            found = rehearse(source, ask_for_recovery_key().private)
    except (NoHalves, BackupDamaged, OSError) as refused:
        print(in_one_line(refused), file=sys.stderr)
        return 1
    except CannotOpen:
        print("These halves do not open this file, or it is no backup.", file=sys.stderr)
        return 1
    counts = ", ".join(f"{count} {name}" for name, count in found.counts.items())
    print(f"A backup of {found.made_at:%Y-%m-%d %H:%M} UTC: {found.rows} rows ({counts}),")
    print(f"{found.leaves} leaves of the ledger. Nothing was kept of it.")
    for key in found.problems:
        print(PROBLEM_WORDS[key], file=sys.stderr)
    return 1 if found.problems else 0


def in_one_line(error: Exception) -> str:
    """What went wrong, without its bound values and line breaks."""
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split())
