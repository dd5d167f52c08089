"""The `sayso` command as a person at a terminal has it, within the test's own process."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from app.cli import main
from app.settings import Settings


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def is_refused_in_one_line(self) -> bool:
        """Refused, with one line on standard error and nothing else said."""
        return self.status == 1 and self.out == "" and self.err.strip() != "" and self.err.count("\n") == 1


def sayso(settings: Settings, *words: str | Path, typed: str = "") -> Said:
    """Run it with these settings; ``typed`` is its standard input."""
    out, err = io.StringIO(), io.StringIO()
    with _environment(settings), _typing(typed), redirect_stdout(out), redirect_stderr(err):
        status = main([str(word) for word in words])
    return Said(status, out.getvalue(), err.getvalue())


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.update(
        SAYSO_DATA=str(settings.data),
        SAYSO_DATABASE_URL=settings.database_url,
        SAYSO_BACKUPS=str(settings.effective_backups),
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


@contextmanager
def _typing(words: str) -> Iterator[None]:
    kept, sys.stdin = sys.stdin, io.StringIO(words)
    try:
        yield
    finally:
        sys.stdin = kept
