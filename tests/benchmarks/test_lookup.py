"""What the look-up of a code takes: wrong, malformed and erased alike, and a thread beside one argon2id.

By the clock, and on a processor: the second says the same on a machine that others use too.
"""

import os
import random
import secrets
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from app.vault.derivation import RECEIPT_COST, argon2id
from app.vault.receipts import new_code
from tests.support.participant import Participant, code_on
from tests.support.server import Server, served

pytestmark = pytest.mark.bench

EACH = int(os.environ.get("SAYSO_LOOKUPS", "1000"))
ERASED = 40
MALFORMED = ("7K2Q", "7K2Q-X9PM-V4TR-ABU!", "7K2QX9PMV4TRAB3CX", "not a code", "UUUU UUUU UUUU UUUU", "á")
Works = Mapping[str, Callable[[], object]]
Took = dict[str, list[float]]


def on_processor(server: Server) -> float:
    """Milliseconds that the threads of the server, and of this process, have been on a processor."""
    processes = [Path(f"/proc/{pid}/task") for pid in (server.process.pid, os.getpid())]
    threads = [thread for process in processes for thread in process.iterdir()]
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1_000_000


def in_turns(server: Server, works: Works, each: int) -> tuple[Took, Took]:
    """(by the clock, on a processor) of each kind of work so often; every round in an order of its own."""
    clock: Took = {kind: [] for kind in works}
    processor: Took = {kind: [] for kind in works}
    for _ in range(each):
        for kind in random.sample(sorted(works), len(works)):
            used, begun = on_processor(server), time.perf_counter()
            works[kind]()
            clock[kind].append(1000 * (time.perf_counter() - begun))
            processor[kind].append(on_processor(server) - used)
    return clock, processor


def trimmed(took: Sequence[float]) -> float:
    """The mean without the fastest and the slowest tenth."""
    tenth = len(took) // 10
    return statistics.fmean(sorted(took)[tenth : len(took) - tenth])


def show(measured: tuple[Took, Took], beside: str) -> None:
    """Median and trimmed mean of each kind, and how they stand to one of them."""
    for name, took in zip(("by the clock", "on a processor"), measured, strict=True):
        for kind, times in took.items():
            median, mean = statistics.median(times), trimmed(times)
            by_median, by_mean = median / statistics.median(took[beside]), mean / trimmed(took[beside])
            print(f"    {name}, {kind}: median {median:.2f} ms ({by_median:.3f}),", end=" ")
            print(f"trimmed {mean:.2f} ms ({by_mean:.3f})")


def expect(person: Participant, code: str, status: int) -> None:
    """The answer that a code of this kind gets."""
    assert person.open(code).status_code == status


def codes_of(person: Participant, count: int) -> list[str]:
    """Of so many new voices."""
    return [code_on(person.say(f"The van was late, {number}.", keep_words="yes")) for number in range(count)]


def test_codes_that_open_nothing_and_a_thread_beside_one_argon2id(settings: Settings, backend: str) -> None:
    with served(settings, SAYSO_TEST_COST="full") as server, httpx.Client(base_url=server.address) as client:
        person = Participant(client)
        mine, *erased = codes_of(person, ERASED + 1)
        for code in erased:
            assert person.open(code, action="erase").status_code == 200
        nothing: Works = {
            "wrong": lambda: expect(person, new_code(), 404),
            "malformed": lambda: expect(person, secrets.choice(MALFORMED), 422),
            "erased": lambda: expect(person, secrets.choice(erased), 404),
        }
        beside: Works = {
            "argon2id": lambda: argon2id(b"code", bytes(16), length=64, cost=RECEIPT_COST),
            "thread": lambda: expect(person, mine, 200),
        }
        in_turns(server, {**nothing, **beside}, 20)
        print(f"\n(lookup) {backend}, {EACH} each, limit 2 % between the three:")
        show(in_turns(server, nothing, EACH), "wrong")
        print("    a thread's page, limit 1.3:")
        show(in_turns(server, beside, max(EACH // 4, 50)), "argon2id")
