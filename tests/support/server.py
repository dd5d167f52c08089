"""A real server in a process of its own, on a free port of this machine's loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.settings import Settings

ROOT = Path(__file__).parent.parent.parent
STARTS_WITHIN = 90.0


@dataclass
class Server:
    """One running process. ``log`` is what it wrote to its standard output and error."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, no farewell."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    settings: Settings,
    *,
    port: int | None = None,
    app: str = "tests.support.application",
    processes: int = 1,
    **more: str,
) -> Server:
    """Start a server on these settings' data and database and wait until it answers.

    ``app`` is the module whose function ``application`` makes what is served, by so many ``processes``.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "SAYSO_DATA": str(settings.data),
        "SAYSO_DATABASE_URL": settings.database_url,
        "SAYSO_HOST": "127.0.0.1",
        "SAYSO_PORT": str(port),
        "SAYSO_BASE_URL": address,
        "PYTHONPATH": str(ROOT),
        **more,
    }
    log = settings.data / f"server-{port}.log"
    command = [sys.executable, "-m", "uvicorn", f"{app}:application", "--factory"]
    command += ["--port", str(port), "--no-access-log", "--log-level", "warning", "--http", "httptools"]
    command += ["--workers", str(processes)] if processes > 1 else []
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=output, stderr=output)
    server = Server(address, process, log)
    _wait_until_it_answers(server)
    return server


@contextmanager
def served(
    settings: Settings, *, app: str = "tests.support.application", processes: int = 1, **more: str
) -> Iterator[Server]:
    """A server for the length of a test."""
    server = start(settings, app=app, processes=processes, **more)
    try:
        yield server
    finally:
        server.stop()


def _wait_until_it_answers(server: Server) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if server.process.poll() is not None:
            break
        try:
            if httpx.get(f"{server.address}/healthz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    server.stop()
    raise RuntimeError(f"the server did not start: {server.log.read_text()[-2000:]}")
