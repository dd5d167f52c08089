"""``sayso backup``: a sealed file of everything, made while the program serves."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.db import open_database
from app.rooms.safekeeping.backup_snapshot import CannotBackUp
from app.rooms.safekeeping.backup_writing import back_up
from app.settings import Settings
from app.vault.machine import MachineKeysUnusable, load

HELP = "Write everything to FILE, sealed to the recovery key; the program may serve meanwhile."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, which must not exist yet."""
    parser.add_argument("file", metavar="FILE", type=Path, help="must not exist yet")


def run(args: argparse.Namespace) -> int:
    """Write it, and say how large it became."""
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


def in_one_line(error: Exception) -> str:
    """What went wrong, without its bound values and line breaks."""
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split())
