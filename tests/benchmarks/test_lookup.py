"""What the look-up of a code takes: wrong, malformed and erased alike, and a thread beside one argon2id."""

import os
import random
import secrets
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

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
Work = Callable[[], object]


def milliseconds(work: Work) -> float:
    """How long it took."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def in_turns(works: Mapping[str, Work], each: int) -> dict[str, list[float]]:
    """Each kind of work so often, one at a time; every round in an order of its own."""
    took: dict[str, list[float]] = {kind: [] for kind in works}
    for _ in range(each):
        for kind in random.sample(sorted(works), len(works)):
            took[kind].append(milliseconds(works[kind]))
    return took


def trimmed(took: Sequence[float]) -> float:
    """The mean without the fastest and the slowest tenth."""
    tenth = len(took) // 10
    return statistics.fmean(sorted(took)[tenth : len(took) - tenth])


def show(took: Mapping[str, Sequence[float]], beside: str) -> None:
    """Median and trimmed mean of each kind, and how they stand to one of them."""
    for kind, times in took.items():
        median, mean = statistics.median(times), trimmed(times)
        ratios = median / statistics.median(took[beside]), mean / trimmed(took[beside])
        print(
            f"    {kind}: median {median:.2f} ms ({ratios[0]:.3f}), trimmed {mean:.2f} ms ({ratios[1]:.3f})"
        )


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
            erasing = person.open(code, action="erase")
            assert erasing.status_code == 200
        nothing = {
            "wrong": lambda: expect(person, new_code(), 404),
            "malformed": lambda: expect(person, secrets.choice(MALFORMED), 422),
            "erased": lambda: expect(person, secrets.choice(erased), 404),
        }
        beside = {
            "argon2id": lambda: argon2id(b"code", bytes(16), length=64, cost=RECEIPT_COST),
            "thread": lambda: expect(person, mine, 200),
        }
        in_turns(nothing | beside, 20)
        print(f"\n(lookup) {backend}, {EACH} each, limit 2 % between the three:")
        show(in_turns(nothing, EACH), "wrong")
        print("    a thread's page, limit 1.3:")
        show(in_turns(beside, max(EACH // 4, 50)), "argon2id")
