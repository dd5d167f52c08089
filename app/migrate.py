"""``sayso migrate``: bring the database to the newest shape, one process at a time."""

import argparse
import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.db import make_engine
from app.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

_SAMPLED = """
SELECT pg_class.relname, attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND atttypid = 'bytea'::regtype
AND attnum > 0 AND NOT attisdropped AND coalesce(attstattarget, -1) <> 0
"""

_STEP = re.compile(r'^revision = "(\w+)"$', re.MULTILINE)
_STEP_BEFORE = re.compile(r'^down_revision = "(\w+)"$', re.MULTILINE)

HELP = "Bring the database to the newest shape."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the settings say which database."""


def run(args: argparse.Namespace) -> int:
    """Migrate the database of the settings."""
    migrate(Settings())
    return 0


def migrate(settings: Settings) -> None:
    """Upgrade to the newest revision; a second process waits, then finds nothing to do."""
    from alembic import command  # heavy, and of no use to a process that only serves

    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _one_at_a_time(settings.data / "migrate.lock"):
        command.upgrade(configuration(settings.effective_database_url), "head")
        leave_sealed_unsampled(settings.effective_database_url)


def leave_sealed_unsampled(url: str) -> None:
    """Let PostgreSQL keep no samples of sealed columns in its statistics: no purge would reach them there."""
    engine = make_engine(url, pool_size=1)
    try:
        if engine.dialect.name == "sqlite":
            return
        with engine.begin() as connection:
            quote = engine.dialect.identifier_preparer.quote
            for table, column in connection.execute(text(_SAMPLED)).all():
                alter = f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} SET STATISTICS 0"
                connection.execute(text(alter))
    finally:
        engine.dispose()


def configuration(url: str) -> "Config":
    """Alembic's configuration for the migrations that came with this program."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def newest_revision() -> str:
    """The shape that this program knows: the step that no other follows. Alembic would load every one."""
    text_of_all = "\n".join(file.read_text() for file in (migrations_folder() / "versions").glob("*.py"))
    (newest,) = set(_STEP.findall(text_of_all)) - set(_STEP_BEFORE.findall(text_of_all))
    return str(newest)


def migrations_folder() -> Path:
    """Inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "_migrations"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "migrations"


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
