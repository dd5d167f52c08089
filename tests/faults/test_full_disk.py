"""The disk is full: nobody is told that something is stored, words are given back, and it goes on by itself.

As root a small file system is mounted for the database. Without that right a limit on the size of files
stands in for it, which only SQLite's own process can be given: PostgreSQL is then not tried.
"""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, make_url, select, text

from app.db import Database
from app.models.feedback import Thread
from app.settings import Settings
from tests.support.databases import Templates
from tests.support.participant import CODE, Participant, code_on, text_of, token_on
from tests.support.server import Server, served

MEGABYTES = {"sqlite": 12, "postgresql": 40}
MOST_TRIES = 400
WORDS = "The van came late again on Tuesday, and nobody had told us. " * 60


def may_mount() -> bool:
    """True where a small file system can be mounted: as root, in most containers too."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False)
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        return done.returncode == 0


MOUNTS = os.geteuid() == 0 and may_mount()
WAYS = [("sqlite", "mount"), ("postgresql", "mount")] if MOUNTS else [("sqlite", "limit")]


@contextmanager
def small_disk(megabytes: int, owner: int) -> Iterator[Path]:
    """A file system of its own, with room for so much."""
    with tempfile.TemporaryDirectory(prefix="sayso-small-") as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer) / "disk"
        folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=True)
        try:
            os.chown(folder, owner, -1)
            yield folder
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def settings_on(disk: Path, backend: str, templates: Templates, log_folder: Path) -> Iterator[Settings]:
    """A founded organisation whose database lies on the small disk."""
    url = templates.copy(backend, "founded", log_folder)
    if backend == "sqlite":
        shutil.copy(log_folder / "sayso.db", disk / "sayso.db")
        yield Settings(data=log_folder, database_url=f"sqlite:///{disk / 'sayso.db'}")
        return
    name, space = make_url(url).database, f"small_{os.getpid()}"
    with templates.admin.connect() as admin:
        admin.execute(text(f"CREATE TABLESPACE {space} LOCATION '{disk}'"))
        admin.execute(text(f"ALTER DATABASE {name} SET TABLESPACE {space}"))
    yield Settings(data=log_folder, database_url=url)
    templates.drop(url)
    with templates.admin.connect() as admin:
        admin.execute(text(f"DROP TABLESPACE {space}"))


def fill(disk: Path) -> Callable[[], None]:
    """Write until nothing more fits; gives back how to make room again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65_536, 512, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast.unlink


def limit_files(server: Server, largest: int) -> Callable[[], None]:
    """No file of this process grows beyond so much; gives back how to lift that."""
    _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (largest, hard))
    return lambda: resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (hard, hard)) and None


@contextmanager
def running_out(
    backend: str, way: str, templates: Templates, folder: Path
) -> Iterator[tuple[Settings, Server, Callable[[], Callable[[], None]]]]:
    """A server, and the function that takes the room away (which gives the one that brings it back)."""
    if way == "limit":
        settings = Settings(data=folder, database_url=templates.copy(backend, "founded", folder))
        with served(settings) as server:
            log = folder / "sayso.db-wal"
            yield settings, server, lambda: limit_files(server, log.stat().st_size + 8_192)
        return
    owner = Path(os.environ["SAYSO_TEST_POSTGRESQL_FOLDER"]).stat().st_uid if backend == "postgresql" else 0
    with (
        small_disk(MEGABYTES[backend], owner) as disk,
        settings_on(disk, backend, templates, folder) as settings,
        served(settings) as server,
    ):
        yield settings, server, lambda: fill(disk)


@pytest.mark.parametrize(("backend", "way"), WAYS)
def test_on_a_full_disk_words_come_back_and_no_code_is_given_for_what_is_not_stored(
    backend: str, way: str, templates: Templates, tmp_path: Path
) -> None:
    with running_out(backend, way, templates, tmp_path) as (settings, server, take_room):
        with httpx.Client(base_url=server.address, timeout=60) as client:
            person = Participant(client)
            codes = [code_on(person.say(WORDS, keep_words="yes"))]
            give_room = take_room()
            codes += speak_until_it_is_full(person)
            assert httpx.get(f"{server.address}/say", timeout=60).status_code == 200
            give_room()
            codes.append(code_on(person.say(WORDS, keep_words="yes")))
            for code in (codes[0], codes[-2], codes[-1]):
                assert "The van came late again" in text_of(person.open(code))
        database = Database(settings.effective_database_url)
        with database.read() as session:
            assert session.scalar(select(func.count()).select_from(Thread)) == len(codes)
        database.close()


def speak_until_it_is_full(person: Participant) -> list[str]:
    """The codes that were still given; then a refusal with the words in it, and no code."""
    codes = []
    token = token_on(person.form())
    for _ in range(MOST_TRIES):
        said = person.say(WORDS, token=token, keep_words="yes")
        if said.status_code == 201:
            codes.append(code_on(said))
            token = token_on(person.form())
            continue
        assert said.status_code == 503
        assert WORDS.strip() in said.text
        assert not CODE.search(said.text)
        return codes
    raise AssertionError("the disk never became full")
