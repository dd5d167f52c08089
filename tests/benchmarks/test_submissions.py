"""Speaking under load, beside what the machine's argon2id allows; a workspace page meanwhile; starting up."""

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from app.db import Database
from app.domain.sessions import SessionStage
from app.rooms.accounts.actions import sign_in
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.settings import Settings
from app.vault.accounts import unwrap
from app.vault.derivation import RECEIPT_COST, argon2id
from tests.support.desk_browser import DeskBrowser
from tests.support.organisation import CHEAP, PASSPHRASE
from tests.support.participant import Participant
from tests.support.server import Server, served, start

pytestmark = pytest.mark.bench

SECONDS = 8.0
PEOPLE = 16
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(server: Server) -> float:
    """What the server's process has used so far."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def repeat(work: Callable[[], object], until: float) -> list[float]:
    """Seconds of each piece of work, one after the other, until this moment."""
    took = []
    while time.perf_counter() < until:
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return took


def argon_limit() -> tuple[float, float]:
    """(derivations a second with every core at work, processor seconds of one)."""
    cores = os.cpu_count() or 1
    begun, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(cores) as pool:
        derive = lambda: argon2id(b"code", bytes(16), length=64, cost=RECEIPT_COST)  # noqa: E731
        done = sum(len(one) for one in pool.map(lambda _: repeat(derive, begun + 4), range(cores)))
    return done / (time.perf_counter() - begun), (time.process_time() - used) / done


def open_session(settings: Settings) -> str:
    """A steward's session; their passphrase was wrapped at the tests' small cost."""
    database = Database(settings.effective_database_url)
    with database.write() as session:
        account = find_account_by_name(session, "steward")
        assert account is not None
        private = unwrap(wrapped_of(account), PASSPHRASE, cost=CHEAP)
        token = sign_in(
            session, account, private_key=private, now=datetime.now(UTC), stage=SessionStage.STRONG
        )
    database.close()
    return token


def speak(server: Server, until: float) -> list[float]:
    """One person who speaks again and again on one connection."""
    with httpx.Client(base_url=server.address, timeout=60) as client:
        person = Participant(client)

        def say() -> None:
            assert person.say("The van came late again on Tuesday.").status_code == 201

        return repeat(say, until)


def in_order(took: list[float]) -> str:
    """Median and 99th percentile in milliseconds."""
    cuts = statistics.quantiles(took, n=100)
    return f"median {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"


def test_submissions_beside_the_argon2id_limit(settings: Settings, backend: str) -> None:
    most, one = argon_limit()
    with served(settings, SAYSO_TEST_COST="full") as server, ThreadPoolExecutor(PEOPLE) as people:
        speak(server, time.perf_counter() + 0.5)
        used, begun = processor_seconds(server), time.perf_counter()
        spoken = list(people.map(lambda _: speak(server, begun + SECONDS), range(PEOPLE)))
        elapsed, used = time.perf_counter() - begun, processor_seconds(server) - used
    took = [seconds for person in spoken for seconds in person]
    rate = len(took) / elapsed
    print(f"(b) {backend}: {rate:.1f} submissions/s (form and voice) of {most:.1f} argon2id/s,")
    print(f"    ratio {rate / most:.2f} (limit 0.7); {in_order(took)};")
    beside = 1000 * (used / len(took) - one)
    print(f"    {beside:.1f} ms of processor beside {1000 * one:.1f} ms of argon2id (limit 8 ms)")
    assert took


def test_a_workspace_page_while_people_speak(settings: Settings, backend: str) -> None:
    with (
        served(settings, SAYSO_TEST_COST="full") as server,
        httpx.Client(base_url=server.address, timeout=60) as client,
        ThreadPoolExecutor(4) as people,
    ):
        steward = DeskBrowser(client)
        speak(server, time.perf_counter() + 1)
        client.cookies.set("session", open_session(settings))
        used = processor_seconds(server)
        alone = repeat(lambda: steward.page("/desk/inbox"), time.perf_counter() + 3)
        used = processor_seconds(server) - used
        end = time.perf_counter() + SECONDS
        crowd = [people.submit(speak, server, end) for _ in range(4)]
        beside = repeat(lambda: steward.page("/desk/inbox"), end)
        spoken = sum(len(one.result()) for one in crowd)
    print(f"(c) {backend}: inbox {1000 * used / len(alone):.1f} ms of processor; alone {in_order(alone)};")
    print(f"    while {spoken / SECONDS:.1f} submissions/s arrive {in_order(beside)}")
    assert beside


def test_a_warm_start(settings: Settings, backend: str) -> None:
    start(settings).stop()
    begun = time.perf_counter()
    server = start(settings)
    seconds, used = time.perf_counter() - begun, processor_seconds(server)
    try:
        for path in ("/", "/say", "/answers", "/ledger", "/desk/sign-in"):
            assert httpx.get(server.address + path, timeout=30).status_code == 200
        memory = Path(f"/proc/{server.process.pid}/status").read_text().split("VmRSS:")[1].split()[0]
    finally:
        server.stop()
    print(f"(d) {backend}: answers {seconds:.2f} s after its start (limit 1.5 s), {used:.2f} s of processor;")
    print(f"    {int(memory) / 1024:.0f} MB resident after its first pages (limit 150 MB)")
    assert int(memory)
