"""``sayso serve``: migrate, say how to begin, serve. Logs hold no address, no agent and no words."""

import argparse
import ctypes
import gc
import logging
import sys
from datetime import UTC, datetime

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp

from app.db import open_database
from app.main import create_app
from app.migrate import migrate
from app.rooms.admin.setup_link import make_setup_link
from app.rooms.safekeeping.database_words import UnsafeDatabase, require_safe_database
from app.rooms.safekeeping.restoring import is_unfinished
from app.settings import Settings
from app.vault.machine import MachineKeysUnusable, load, load_or_create
from app.web.house import get_organisation_facts

HELP = "Serve the pages."
DEMONSTRATION_MARK = "demonstration"
DEMONSTRATION_FOLDER = "This data folder belongs to the demonstration. Choose another with SAYSO_DATA."

_M_ARENA_MAX = -8
"""From glibc's malloc.h; see mallopt(3)."""

HALF_RESTORED = "A restore into this data folder did not end. Run `sayso restore` once more."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many processes; the rest are settings."""
    parser.add_argument("--processes", type=int, default=1, help="identical processes (PostgreSQL)")


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = Settings()
    if (settings.data / DEMONSTRATION_MARK).exists():
        print(DEMONSTRATION_FOLDER, file=sys.stderr)
        return 1
    if is_unfinished(settings.data):
        print(HALF_RESTORED, file=sys.stderr)
        return 1
    try:
        prepare(settings)
    except UnsafeDatabase as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (MachineKeysUnusable, SQLAlchemyError, OSError) as error:
        print(f"Cannot start: {_in_one_line(error)}", file=sys.stderr)
        return 1
    serve(settings, processes=args.processes)
    return 0


def prepare(settings: Settings) -> None:
    """Migrate, look for the machine keys, and print the one-time link while there is no organisation.

    Raises ``UnsafeDatabase`` before anything else where PostgreSQL is set so that a promise would break.
    """
    database = open_database(settings)
    try:
        require_safe_database(database, settings)
        migrate(settings)
        with database.write() as session:
            if get_organisation_facts(session).is_founded:
                load(settings.data)
                return
            load_or_create(settings.data)
            token = make_setup_link(session, datetime.now(UTC))
        address = f"{settings.effective_base_url}/desk/setup?token={token}"
        print(f"There is no organisation yet. Set it up here, once:\n  {address}", flush=True)
    finally:
        database.close()


def serve(settings: Settings, *, processes: int = 1) -> None:
    """Run uvicorn with httptools and uvloop, without an access log and without proxy headers."""
    quiet_logging()
    uvicorn.run(
        "app.serving:application",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=processes,
        http="httptools",
        loop="uvloop",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )


def application() -> ASGIApp:
    """The application of the environment's settings, with the regular work running beside it."""
    quiet_logging()
    share_one_heap()
    app = create_app(Settings(), ticking=True)
    settle()
    return app


def settle() -> None:
    """What was made at the start stays: the collector need not walk all of it again while people wait.

    Requests make many objects that are let go at once, so it also looks less often
    (https://docs.python.org/3/library/gc.html).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def share_one_heap() -> None:
    """Let every thread take memory from one heap, before there is any: what one gave back serves the next.

    Otherwise each keeps the 19 MiB of its last argon2id and its last photo. Nothing to do without glibc.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(_M_ARENA_MAX, 1)


def quiet_logging() -> None:
    """Our own lines and the server's warnings; nothing that carries a request."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.WARNING)
    logging.getLogger("sayso").setLevel(logging.INFO)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def _in_one_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split())
