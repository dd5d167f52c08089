"""Searching everything on disk for planted words, as somebody would who took the machine."""

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from app.settings import Settings

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
EMPTY = bytes(4096)  # what was never written: most of a young write-ahead file


@dataclass(frozen=True)
class Hit:
    """A planted word and the file it was found in."""

    word: str
    file: str


def needles(words: Iterable[str | bytes]) -> dict[bytes, str]:
    """Each word in three encodings, as hexadecimal and inside base64; bytes as they are and in hex."""
    found: dict[bytes, str] = {}
    for word in words:
        written = [word] if isinstance(word, bytes) else [word.encode(kind) for kind in ENCODINGS]
        plain = written[0]
        written += [plain.hex().encode()]
        if isinstance(word, str):
            written += [plain.hex().upper().encode(), *_inside_base64(plain)]
        found |= dict.fromkeys(written, repr(word))
    return found


def compressed(words: Iterable[str | bytes]) -> dict[bytes, str]:
    """Each text as it stands in a long value that PostgreSQL compressed (pglz), at its first place.

    There up to eight plain bytes follow a control byte: nought, where nothing repeats what was before.
    """
    found: dict[bytes, str] = {}
    for word in words:
        if isinstance(word, str):
            plain = word.encode()
            for first in range(1, min(8, len(plain))):
                pieces = [plain[:first]] + [plain[at : at + 8] for at in range(first, len(plain), 8)]
                found[b"\x00".join(pieces)] = repr(word)
    return found


def raid(settings: Settings, words: Iterable[str | bytes], *, since: float = 0) -> list[Hit]:
    """What is found in everything written ``since`` (seconds since 1970), whatever was kept or thrown away.

    A checkpoint of PostgreSQL removes old write-ahead files, so they are searched before it writes its pages.
    """
    words = list(words)
    wanted = needles(words)
    hits = _search([settings.data], wanted, since)
    if settings.effective_database_url.startswith("sqlite"):
        return hits
    wanted |= compressed(words)
    folder = Path(os.environ["SAYSO_TEST_POSTGRESQL_FOLDER"])
    hits += _search([folder / "pg_wal"], wanted, since)
    own = _sql(settings, "SELECT oid FROM pg_database WHERE datname = current_database()")
    _sql(settings, "CHECKPOINT")
    beside = [path for path in folder.iterdir() if path.name not in ("base", "pg_wal")]
    return hits + _search([folder / "base" / own, folder / "base" / "pgsql_tmp", *beside], wanted, since)


def files_of_database(settings: Settings) -> list[Path]:
    """Every file that the database of these settings has now, the write-ahead log included."""
    if settings.effective_database_url.startswith("sqlite"):
        return [path for path in settings.data.glob("sayso.db*") if path.is_file()]
    folder = Path(os.environ["SAYSO_TEST_POSTGRESQL_FOLDER"])
    own = _sql(settings, "SELECT oid FROM pg_database WHERE datname = current_database()")
    return list(_files([folder / "base" / own, folder / "pg_wal"]))


def content_of(path: Path) -> bytes:
    """What a file holds; nothing when its database threw it away meanwhile, like a cache."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def written_at(path: Path) -> float:
    """When a file was last written, in seconds; 0 when it is gone meanwhile."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _inside_base64(plain: bytes) -> list[bytes]:
    """The symbols that stand in base64 whatever is written before and after: one list for each alignment."""
    return [b64encode(bytes(ahead) + plain)[-(-ahead * 4 // 3) : -4] for ahead in range(3)]


def _sql(settings: Settings, statement: str) -> str:
    engine = create_engine(settings.effective_database_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        answer = connection.execute(text(statement))
        found = str(answer.scalar()) if answer.returns_rows else ""
    engine.dispose()
    return found


def _search(folders: Iterable[Path], wanted: dict[bytes, str], since: float) -> list[Hit]:
    hits = []
    for path in _files(folders):
        if written_at(path) >= since:
            content = content_of(path).replace(EMPTY, b"")
            hits += [Hit(word, str(path)) for needle, word in wanted.items() if needle in content]
    return hits


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path
