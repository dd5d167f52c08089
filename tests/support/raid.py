"""Searching everything on disk for planted words, as somebody would who took the machine."""

import mmap
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from app.settings import Settings

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Hit:
    """A planted word and the file it was found in."""

    word: str
    file: str


def needles(words: Iterable[str]) -> dict[bytes, str]:
    """Each word in three encodings, and as hexadecimal."""
    found: dict[bytes, str] = {}
    for word in words:
        for encoding in ENCODINGS:
            found[word.encode(encoding)] = word
        found[word.encode().hex().encode()] = word
    return found


def search(folders: Iterable[Path], words: Iterable[str]) -> list[Hit]:
    """Every planted word in every file below these folders."""
    wanted = needles(words)
    hits = []
    for path in _files(folders):
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            hits += [Hit(word, str(path)) for needle, word in wanted.items() if content.find(needle) >= 0]
            content.close()
    return hits


def places_of(settings: Settings) -> list[Path]:
    """Where the program could leave something: its data folder, the database's folder, temporary folders."""
    places = [settings.data]
    if not settings.database_url.startswith("sqlite"):
        checkpoint(settings)
        places.append(Path(os.environ["SAYSO_TEST_POSTGRESQL_FOLDER"]))
    return places


def checkpoint(settings: Settings) -> None:
    """Make PostgreSQL write what it still holds in memory."""
    engine = create_engine(settings.effective_database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
    engine.dispose()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(folders):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and path.stat().st_size:
                yield path
