"""``sayso migrate``: bring the database to the newest shape, one process at a time."""

import argparse
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config

from app.settings import Settings

HELP = "Bring the database to the newest shape."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the settings say which database."""


def run(args: argparse.Namespace) -> int:
    """Migrate the database of the settings."""
    migrate(Settings())
    return 0


def migrate(settings: Settings) -> None:
    """Upgrade to the newest revision; a second process waits, then finds nothing to do."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _one_at_a_time(settings.data / "migrate.lock"):
        command.upgrade(configuration(settings.effective_database_url), "head")


def configuration(url: str) -> Config:
    """Alembic's configuration for the migrations that came with this program."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def migrations_folder() -> Path:
    """Inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "_migrations"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "migrations"


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
