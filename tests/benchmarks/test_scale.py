"""What each page costs in a crowd, beside one a hundred times smaller: figures, no verdict."""

import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.db import Database
from app.models.answers import Answer
from app.models.board import Meeting
from app.models.decisions import Decision, Policy
from app.models.proposals import Proposal
from app.rooms.publishing.snapshots import keep_voice_counts
from app.settings import Settings
from tests.support.crowd import Size, gather
from tests.support.databases import Templates
from tests.support.organisation import World
from tests.support.server import served
from tests.support.sign_in import signed_in

pytestmark = pytest.mark.bench

TIMES = 9
CONNECTIONS = 16
REQUESTS = 200
LIMIT = 1.5
SMALLER = 100
PAST_THE_KEPT_PAGES = {"Authorization": "none"}
"""What the layer of kept pages never answers."""
LISTS = (
    "/",
    "/answers",
    "/proposals",
    "/decisions",
    "/policies",
    "/board",
    "/numbers",
    "/open-data",
    "/feeds/answers.atom",
    "/feeds/proposals.atom",
    "/feeds/decisions.atom",
    "/open-data/answers.json",
    "/open-data/proposals.json",
    "/open-data/decisions.json",
    "/open-data/policies.json",
)
ONE_OF: dict[str, InstrumentedAttribute[str]] = {
    "/answers/": Answer.ref,
    "/proposals/": Proposal.ref,
    "/decisions/": Decision.ref,
    "/policies/": Policy.ref,
    "/board/meetings/": Meeting.ref,
}
DESK = (
    ("steward", "/desk"),
    ("director", "/desk"),
    ("secretary", "/desk"),
    ("steward", "/desk/inbox"),
    ("steward", "/desk/inbox?state=all"),
    ("steward", "/desk/inbox?state=copy:agreed"),
    ("responder", "/desk/answers"),
    ("steward", "/desk/proposals"),
    ("director", "/desk/decisions"),
    ("secretary", "/desk/decisions"),
    ("chair", "/desk/board"),
    ("chair", "/desk/meetings"),
    ("steward", "/desk/themes"),
    ("administrator", "/desk/people"),
)
UNDER_LOAD = ("/", "/answers", "/proposals", "/decisions", "/board")
Costs = dict[str, float]


def test_every_page_is_printed_beside_what_it_costs_in_a_small_organisation(
    backend: str, templates: Templates, tmp_path: Path
) -> None:
    costs: list[Costs] = []
    for name, size in (("small", Size().divided(SMALLER)), ("large", Size())):
        with _crowd(backend, templates, tmp_path / name, size) as world:
            costs.append({**_public_costs(world), **_desk_costs(world)})
            if name == "large":
                _print(backend, *costs)
                slowest = _under_load(world.settings)
                print(f"{backend}: p99 in ms at {CONNECTIONS} connections: {slowest}")
    assert set(costs[0]) == set(costs[1])


def _print(backend: str, small: Costs, large: Costs) -> None:
    print(f"\n{backend}: median of {TIMES}, small ms, large ms, ratio (limit {LIMIT})")
    for page, cost in large.items():
        print(f"| {page} | {small[page]:.1f} | {cost:.1f} | {cost / small[page]:.2f} |", flush=True)


@contextmanager
def _crowd(backend: str, templates: Templates, folder: Path, size: Size) -> Iterator[World]:
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
        yield world
    database.close()
    templates.drop(url)


def _public_costs(world: World) -> Costs:
    with world.database.read() as session:
        # The last row of each kind that was written, so that it is one of the crowd.
        newest = {
            path: session.scalar(select(ref).order_by(ref.class_.id.desc()).limit(1))
            for path, ref in ONE_OF.items()
        }
    client = world.browser()
    costs = {page: _median(client.get, page) for page in LISTS}
    return costs | {f"{path}…": _median(client.get, f"{path}{ref}") for path, ref in newest.items()}


def _desk_costs(world: World) -> Costs:
    return {f"{page} ({name})": _median(signed_in(world, name).get, page) for name, page in DESK}


def _median(get: Callable[..., httpx.Response], page: str) -> float:
    taken = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        answer = get(page, headers=PAST_THE_KEPT_PAGES)
        taken.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, (page, answer.status_code)
    print(f"{page}: {statistics.median(taken[1:]):.1f} ms", flush=True)
    return statistics.median(taken[1:])


def _under_load(settings: Settings) -> dict[str, int]:
    with served(settings) as server, httpx.Client(base_url=server.address, timeout=60) as client:

        def once(page: str) -> float:
            began = time.perf_counter()
            assert client.get(page, headers=PAST_THE_KEPT_PAGES).status_code == 200
            return 1000 * (time.perf_counter() - began)

        found = {}
        with ThreadPoolExecutor(CONNECTIONS) as at_once:
            for page in UNDER_LOAD:
                taken = sorted(at_once.map(once, [page] * REQUESTS))
                found[page] = round(taken[len(taken) * 99 // 100])
    return found
