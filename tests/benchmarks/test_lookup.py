"""What the look-up of a code takes: wrong, malformed and erased alike, and a thread beside one argon2id.

Look-ups are done in rounds: in each one of every kind, in an order of its own. What is compared is what
two kinds took in the same round, so that a slow minute of the machine counts for neither. Processor time
is the server's alone; the clock is the client's, and so holds everything between them.
"""

import os
import random
import secrets
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from app.vault.derivation import RECEIPT_COST, argon2id
from app.vault.receipts import new_code
from tests.support.participant import Participant, code_on
from tests.support.server import served

pytestmark = pytest.mark.bench

EACH = int(os.environ.get("SAYSO_LOOKUPS", "1000"))
ERASED = 40
MALFORMED = ("7K2Q", "7K2Q-X9PM-V4TR-ABU!", "7K2QX9PMV4TRAB3CX", "not a code", "UUUU UUUU UUUU UUUU", "á")
SURE = 1.96
"""Standard errors on either side of a mean that hold the true one in 95 of 100 cases."""
Works = Mapping[str, Callable[[], object]]
Took = dict[str, list[float]]


def on_processor(pid: int) -> float:
    """Milliseconds that the threads of a process have been on a processor."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1_000_000


def in_turns(pid: int, works: Works, each: int) -> tuple[Took, Took]:
    """(by the clock, on a processor of that process) of each kind of work, round by round."""
    clock: Took = {kind: [] for kind in works}
    processor: Took = {kind: [] for kind in works}
    for _ in range(each):
        for kind in random.sample(sorted(works), len(works)):
            used, begun = on_processor(pid), time.perf_counter()
            works[kind]()
            clock[kind].append(1000 * (time.perf_counter() - begun))
            processor[kind].append(on_processor(pid) - used)
    return clock, processor


def trimmed(took: Iterable[float]) -> tuple[float, float]:
    """The mean without the lowest and the highest tenth, and its error to either side (Tukey, McLaughlin)."""
    ordered = sorted(took)
    tenth = len(ordered) // 10
    inside = ordered[tenth : len(ordered) - tenth]
    pulled_in = [inside[0]] * tenth + inside + [inside[-1]] * tenth
    error = statistics.stdev(pulled_in) / (0.8 * len(ordered) ** 0.5)
    return statistics.fmean(inside), SURE * error


def show(measured: tuple[Took, Took], beside: str) -> None:
    """The trimmed mean of each kind, and by how much of it each differs from one of them, round by round."""
    for name, took in zip(("by the clock", "on a processor"), measured, strict=True):
        base, _ = trimmed(took[beside])
        for kind, times in took.items():
            apart, error = trimmed(one - other for one, other in zip(times, took[beside], strict=True))
            print(f"    {name}, {kind}: {trimmed(times)[0]:.2f} ms,", end=" ")
            print(f"{100 * apart / base:+.2f} % (95 % sure within {100 * error / base:.2f}) of {beside}")


def expect(person: Participant, code: str, status: int) -> None:
    """The answer that a code of this kind gets."""
    assert person.open(code).status_code == status


def codes_of(person: Participant, count: int) -> list[str]:
    """Of so many new voices."""
    return [code_on(person.say(f"The van was late, {number}.", keep_words="yes")) for number in range(count)]


def of_argon2id(rounds: int) -> float:
    """Milliseconds of processor of one argon2id alone, in this process."""

    def one() -> None:
        argon2id(b"code", bytes(16), length=64, cost=RECEIPT_COST)

    return trimmed(in_turns(os.getpid(), {"argon2id": one}, rounds)[1]["argon2id"])[0]


def test_codes_that_open_nothing_and_a_thread_beside_one_argon2id(settings: Settings, backend: str) -> None:
    with served(settings, app="app.serving") as server, httpx.Client(base_url=server.address) as client:
        person, pid = Participant(client), server.process.pid
        mine, *erased = codes_of(person, ERASED + 1)
        for code in erased:
            assert person.open(code, action="erase").status_code == 200
        works: Works = {
            "wrong": lambda: expect(person, new_code(), 404),
            "malformed": lambda: expect(person, secrets.choice(MALFORMED), 422),
            "erased": lambda: expect(person, secrets.choice(erased), 404),
        }
        thread: Works = {"thread": lambda: expect(person, mine, 200)}
        in_turns(pid, {**works, **thread}, 20)
        print(f"\n(lookup) {backend}, {EACH} each, limit 2 % between the three:")
        show(in_turns(pid, works, EACH), "wrong")
        took: list[float] = []
        alone: list[float] = []
        for _ in range(max(EACH // 40, 5)):
            alone.append(of_argon2id(10))
            took.append(trimmed(in_turns(pid, thread, 10)[1]["thread"])[0])
    page, argon = statistics.median(took), statistics.median(alone)
    print(f"    a thread's page, the server's processor: {page:.1f} of {argon:.1f} ms", end=" ")
    print(f"for one argon2id: {page / argon:.2f}, limit 1.3")
