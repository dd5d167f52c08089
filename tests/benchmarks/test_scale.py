"""What each page costs in a crowd, beside one a hundred times smaller: figures, no verdict.

Each page is asked for in turns in both crowds, by one reader, so that whatever else the machine does meets
both alike; then by sixteen at once in the large one. A row is printed as soon as it is known.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.db import Database
from app.rooms.publishing.snapshots import keep_voice_counts
from app.settings import Settings
from app.web.sessions import cookie_name
from tests.benchmarks.crowd_pages import DESK, FILES, Page, desk_pages, public_pages
from tests.support.crowd import Size, gather
from tests.support.databases import Templates
from tests.support.load import put_load
from tests.support.organisation import World
from tests.support.server import served
from tests.support.sign_in import token_of

pytestmark = pytest.mark.bench

TIMES = 15
CONNECTIONS = 16
REQUESTS = 200
SECONDS = 1.5
PROCESSES = 2
LIMIT = 1.5
SLOWEST = 100
SMALLER = 100
PAST_THE_KEPT_PAGES = {"Authorization": "none", "Accept-Encoding": "gzip"}
"""What the layer of kept pages never answers."""


@dataclass
class Crowd:
    """One organisation, its server, and the cookie of everybody who looks at a list."""

    world: World
    size: Size
    client: httpx.Client
    cookies: dict[str, str]

    def headers(self, role: str) -> dict[str, str]:
        """What a request of this person carries; nobody's is that of a public page."""
        return PAST_THE_KEPT_PAGES | ({"Cookie": self.cookies[role]} if role else {})

    def milliseconds(self, path: str, role: str = "") -> float:
        """How long one answer took."""
        began = time.perf_counter()
        answer = self.client.get(path, headers=self.headers(role))
        taken = 1000 * (time.perf_counter() - began)
        assert answer.status_code == 200, (path, role, answer.status_code)
        return taken

    def slowest(self, page: Page) -> float:
        """p99 of at least ``REQUESTS`` answers at ``CONNECTIONS``, in milliseconds."""
        lines = tuple(f"{name}: {value}" for name, value in self.headers(page.role).items())
        address = f"{str(self.client.base_url).rstrip('/')}{page.large}"
        load = put_load(address, seconds=SECONDS, at_least=REQUESTS, connections=CONNECTIONS, headers=lines)
        return load.percentile(99)


def test_every_page_is_printed_beside_what_it_costs_in_a_small_organisation(
    backend: str, templates: Templates, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as stack:
        small, large = (
            stack.enter_context(_crowd(backend, templates, tmp_path / name, size))
            for name, size in (("small", Size().divided(SMALLER)), ("large", Size()))
        )
        with small.world.database.read() as of_small, large.world.database.read() as of_large:
            pages = [*public_pages(of_small, of_large), *desk_pages()]
        with capsys.disabled():
            print(f"\n{backend}: ms, median of {TIMES}; p99 at {CONNECTIONS} in the large crowd")
            print(f"| page | role | small | large | ratio ({LIMIT}) | p99 ({SLOWEST}) |")
            for page in pages:
                _measure(page, small, large)
            for path, name in FILES.items():
                _weigh(path, name, small, large)


def _measure(page: Page, small: Crowd, large: Crowd) -> None:
    taken = [
        (small.milliseconds(page.small, page.role), large.milliseconds(page.large, page.role))
        for _ in range(TIMES + PROCESSES)
    ]
    little, much = (statistics.median(times[PROCESSES:]) for times in zip(*taken, strict=True))
    slowest = large.slowest(page)
    over = " over" * (much / little > LIMIT or slowest > SLOWEST)
    row = f"{little:.1f} | {much:.1f} | {much / little:.2f} | {slowest:.0f} |{over}"
    print(f"| {page.name} | {page.role or 'anyone'} | {row}", flush=True)


def _weigh(path: str, name: str, small: Crowd, large: Crowd) -> None:
    """A file holds all there is: microseconds for each of its records."""
    costs = []
    for crowd in (small, large):
        records = getattr(crowd.size, name)
        taken = statistics.median(crowd.milliseconds(path) for _ in range(3))
        costs.append(f"{taken:.1f} ms | {1000 * taken / records:.0f} µs a record")
    print(f"| {path} | anyone | {' | '.join(costs)} |", flush=True)


@contextmanager
def _crowd(backend: str, templates: Templates, folder: Path, size: Size) -> Iterator[Crowd]:
    folder.mkdir()
    url = templates.copy(backend, "founded", folder)
    settings = Settings(data=folder, database_url=url, base_url="http://testserver")
    database = Database(settings.effective_database_url)
    world = World(settings, database)
    with world.running():
        began = time.perf_counter()
        gather(world, size)
        print(f"{backend}: {size} written in {time.perf_counter() - began:.0f} s")
        with database.write() as session:
            keep_voice_counts(session, languages=["en", "es"], today=world.now.date())
        name = cookie_name(settings)
        tokens = {role: token_of(world, role) for role in {role for role, _ in DESK}}
    server = served(settings, processes=PROCESSES, SAYSO_TEST_NOW=world.now.isoformat())
    with server as at, httpx.Client(base_url=at.address, timeout=60) as client:
        name = cookie_name(Settings(data=folder, base_url=at.address))
        cookies = {role: f"{name}={token}" for role, token in tokens.items()}
        yield Crowd(world, size, client, cookies)
    database.close()
    templates.drop(url)
