"""What a photo costs: the processor's time of one, and the memory while twenty arrive at once."""

import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from app.rooms.feedback.photos import WORKER
from app.settings import Settings
from tests.support.participant import TOKEN
from tests.support.photos import noise
from tests.support.server import Server, served

pytestmark = pytest.mark.bench

AT_ONCE = 20


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


ALONE = ("Rss",)
"""All that a process holds, what it shares with others included."""
ADDED = ("Private_Clean", "Private_Dirty")
"""What a child holds beside what it shares with the server."""
BY_SHARERS = ("Pss",)
"""What a process shares is divided by its sharers, the test's own process among them."""


def memory_of(pid: int, kinds: tuple[str, ...] = ALONE) -> int:
    """Bytes of a process; 0 when it has ended."""
    try:
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = [line.split() for line in status.splitlines() if line.split(":")[0] in kinds]
    return sum(int(line[1]) * 1024 for line in found)


def children_of(pid: int) -> list[int]:
    """Those that make photos; one about to start is still the server itself, which is counted already."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text().split() if WORKER.name in command_of(child)]
        except OSError:
            continue
    return found


def command_of(pid: str) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def test_the_processor_time_of_a_photo_of_six_megapixels() -> None:
    photo = noise(3000, 2000)
    rounds = 5
    before = cpu_of_children()
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)], input=photo, capture_output=True, check=True
        )
    spent = (cpu_of_children() - before) / rounds
    sizes = f"{len(photo) / 1e6:.1f} MB in, {len(done.stdout) / 1e3:.0f} kB out"
    print(f"\nsix megapixels ({sizes}): {spent:.2f} s of processor; limit 1 s")


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_memory_while_twenty_photos_arrive_at_once(settings: Settings) -> None:
    photo = noise(3000, 2000)
    with served(settings, app="app.serving") as server:
        idle = memory_of(server.process.pid)
        send(server.address)
        warm = memory_of(server.process.pid)
        most, together, by_sharers = watch(server, photo)
    print(
        f"\n{AT_ONCE} photos of {len(photo) / 1e6:.1f} MB at once: "
        f"just started {idle / 1e6:.0f} MB, after one voice {warm / 1e6:.0f} MB, most {most / 1e6:.0f} MB, "
        f"with its children {together / 1e6:.0f} MB (by PSS {by_sharers / 1e6:.0f} MB); limit 200 MB"
    )


def watch(server: Server, photo: bytes) -> tuple[int, int, int]:
    """The most that the server took: alone, with the processes that it started, and these two by sharers."""
    senders = [threading.Thread(target=send, args=(server.address, photo)) for _ in range(AT_ONCE)]
    for sender in senders:
        sender.start()
    most = together = by_sharers = 0
    while any(sender.is_alive() for sender in senders):
        own, children = memory_of(server.process.pid), children_of(server.process.pid)
        most = max(most, own)
        together = max(together, own + sum(memory_of(child, ADDED) for child in children))
        by_sharers = max(
            by_sharers, sum(memory_of(one, BY_SHARERS) for one in [server.process.pid, *children])
        )
        time.sleep(0.005)
    return most, together, by_sharers


def send(address: str, photo: bytes | None = None) -> None:
    with httpx.Client(base_url=address, timeout=300) as client:
        token = TOKEN.search(client.get("/say").text)
        assert token is not None
        sent = {"message": "Here it is.", "token": token[1]}
        files = {"photo": ("a.jpg", photo, "image/jpeg")} if photo else None
        answer = client.post("/say", data=sent, files=files)
        assert answer.status_code == 201, answer.status_code
