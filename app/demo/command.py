"""``sayso demo``: load the invented organisation into a folder of its own and serve it on loopback."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from app.db import open_database
from app.demo.ballots import open_cards, standing_card
from app.demo.people import PASSPHRASE, PEOPLE
from app.demo.playing import play
from app.migrate import migrate
from app.serving import DEMONSTRATION_MARK, serve
from app.settings import Settings
from app.vault.machine import load_or_create
from app.web.house import get_organisation_facts

HELP = "Load an invented organisation and serve it on this machine alone. Nothing in it is private."
LOOPBACK = "127.0.0.1"
FOLDER = Path("data/demo")
WHOLE = "whole"
CARDS = "cards.txt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to begin anew, and whether to serve."""
    parser.add_argument("--fresh", action="store_true", help="throw the demonstration's folder away first")
    parser.add_argument("--load-only", action="store_true", help="load it and do not serve")


def run(args: argparse.Namespace) -> int:
    """Load what is not loaded yet, print the sign-ins, serve."""
    settings = demonstration_settings()
    if settings.data.exists() and any(settings.data.iterdir()) and not _is_ours(settings.data):
        print(f"{settings.data} holds something else than a demonstration.", file=sys.stderr)
        return 1
    if args.fresh:
        shutil.rmtree(settings.data, ignore_errors=True)
    load(settings)
    print(_sign_ins(settings), flush=True)
    if not args.load_only:
        serve(settings)
    return 0


def demonstration_settings() -> Settings:
    """The environment's settings, tied to loopback and to a folder of its own; later readers get the same."""
    os.environ["SAYSO_DEMONSTRATION"] = "true"
    os.environ["SAYSO_HOST"] = LOOPBACK
    os.environ.setdefault("SAYSO_DATA", str(FOLDER))
    os.environ.pop("SAYSO_BASE_URL", None)
    return Settings()


def load(settings: Settings) -> None:
    """Found the organisation and play its story, unless that was done before; a half-told one begins anew."""
    mark = settings.data / DEMONSTRATION_MARK
    if mark.exists() and mark.read_text() != WHOLE:
        shutil.rmtree(settings.data)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not mark.exists():
        mark.touch()
    migrate(settings)
    database = open_database(settings)
    try:
        with database.read() as session:
            if get_organisation_facts(session).is_founded:
                return
        stage = play(database, load_or_create(settings.data))
        (settings.data / CARDS).write_text(
            "\n".join([*open_cards(stage), standing_card(stage)]) + "\n", encoding="ascii"
        )
        mark.write_text(WHOLE)
    finally:
        database.close()


def _is_ours(folder: Path) -> bool:
    return (folder / DEMONSTRATION_MARK).exists()


def _sign_ins(settings: Settings) -> str:
    lines = [
        f"The demonstration stands at http://{LOOPBACK}:{settings.port}. Nothing in it is private.",
        f"Sign in at http://{LOOPBACK}:{settings.port}/desk/sign-in with the passphrase “{PASSPHRASE}” as",
        "  " + ", ".join(PEOPLE),
    ]
    cards = settings.data / CARDS
    if cards.exists():
        *for_the_vote, standing = cards.read_text().splitlines()
        lines += ["Cards for the open vote at /vote:", "  " + ", ".join(for_the_vote)]
        lines += ["A standing card, which backs proposals:", "  " + standing]
    return "\n".join(lines)
