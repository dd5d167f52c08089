"""``sayso restore``: an empty folder and database become what a backup holds."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from app.rooms.safekeeping.backup_command import in_one_line
from app.rooms.safekeeping.backup_records import BackupDamaged
from app.rooms.safekeeping.halves import NoHalves, ask_for_recovery_key
from app.rooms.safekeeping.restoring import NotEmpty, Restored, require_empty, restore
from app.settings import Settings
from app.vault.boxes import CannotOpen
from app.vault.machine import MachineKeysUnusable

HELP = "Bring FILE back into an empty data folder and database; asks for both halves of the recovery key."
NOT_OPENED = "These halves do not open this file, or it is no backup. Nothing was changed."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The backup, and the list of what was erased since."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--purged", metavar="LIST", type=Path, help="purged.list: what was erased since the backup"
    )


def run(args: argparse.Namespace) -> int:
    """Restore, and say what came back."""
    settings = Settings()
    try:
        require_empty(settings)
        listed = frozenset(args.purged.read_text(encoding="ascii").split()) if args.purged else frozenset()
        args.file.open("rb").close()
        private = ask_for_recovery_key().private
        restored = restore(args.file, private, settings, now=datetime.now(UTC), purged=listed)
    except (NotEmpty, NoHalves, BackupDamaged) as refused:
        print(refused, file=sys.stderr)
        return 1
    except CannotOpen:
        print(NOT_OPENED, file=sys.stderr)
        return 1
    except (MachineKeysUnusable, OSError, SQLAlchemyError, ValueError) as error:
        print(f"Nothing was restored: {in_one_line(error)}", file=sys.stderr)
        return 1
    print("\n".join(_told(restored)))
    return 0


def _told(restored: Restored) -> list[str]:
    counts, after = restored.counts, restored.aftermath
    lines = [
        f"Restored to {restored.made_at:%Y-%m-%d %H:%M} UTC: {sum(counts.values())} rows,"
        f" {counts.get('thread', 0)} voices, {counts.get('ledger_leaf', 0)} leaves of the ledger.",
        f"Erased before anybody could read it: {after.due} that were due, {after.listed} on the list.",
    ]
    if after.void:
        lines.append(f"Ballots that nobody can count any more and that are void: {after.void}.")
    lines += [f"What was erased may still lie in the files: {trace}" for trace in restored.traces]
    return [*lines, "Everybody signs in anew. Start it with `sayso serve`."]
