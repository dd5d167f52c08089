"""A public page at 16 connections, against a bare Starlette route with the same bytes and server."""

import statistics
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from tests.support.answers import heard, published_answer
from tests.support.load import put_load
from tests.support.organisation import World
from tests.support.server import start

LEAST_RATIO = 0.7
ROUNDS = 5
SECONDS = 3.0


@pytest.fixture
def three_answers(world: World) -> None:
    """A first page as an organisation has it after some weeks."""
    for number in range(3):
        copy = f"The drop in closes at 4 but a lot of us dont wake up till then. Number {number}."
        voice = heard(world, copy=copy, word_use="quote")
        published_answer(world, to=[voice], quote_of=voice.ref, title="Two late nights")


@pytest.mark.bench
@pytest.mark.usefixtures("three_answers")
def test_a_public_page_keeps_up_with_a_bare_route(
    settings: Settings, backend: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = start(settings)
    with httpx.stream("GET", f"{ours.address}/", headers={"Accept-Encoding": "gzip"}) as page:
        body = b"".join(page.iter_raw())
    (tmp_path / "page.gz").write_bytes(body)
    bare = start(settings, app="tests.support.bare", SAYSO_TEST_BYTES=str(tmp_path / "page.gz"))
    try:
        # In turns, so that whatever else the machine does meets both alike.
        rounds = [
            (put_load(f"{ours.address}/", seconds=SECONDS), put_load(f"{bare.address}/", seconds=SECONDS))
            for _ in range(ROUNDS)
        ]
    finally:
        ours.stop()
        bare.stop()
    ratio = statistics.median(one.per_second / other.per_second for one, other in rounds)
    with capsys.disabled():
        for name, loads in zip(("page", "bare"), zip(*rounds, strict=True), strict=True):
            rate = statistics.median(load.per_second for load in loads)
            slowest = statistics.median(load.percentile(99) for load in loads)
            print(f"\n{backend} {name}: {rate:,.0f}/s, p99 {slowest:.1f} ms ({len(body)} bytes)", end="")
        print(f"\n{backend}: {ratio:.2f} of the bare route; at least {LEAST_RATIO}")
    assert ratio >= LEAST_RATIO
