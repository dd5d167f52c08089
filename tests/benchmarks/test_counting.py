"""Counting beside the libraries of the field, on the same files, in one run: figures, no verdict on time."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.bench

ROOT = Path(__file__).parents[2]
OPTIONS, SEATS, PATIENCE = 10, 3, 60
# (ballots, how many different ones there are to draw from): some 72,000 or 500,000 distinct in a million.
BOXES = {
    "100 k, few distinct": (100_000, 72_000),
    "100 k, many distinct": (100_000, 627_000),
    "1 M, few distinct": (1_000_000, 72_000),
    "1 M, many distinct": (1_000_000, 627_000),
}
RUNS = {
    "irv": ("sayso", "pyrankvote", "pref-voting", "votekit"),
    "scottish-stv": ("sayso", "pyrankvote", "stvpoll", "votekit"),
    "schulze": ("sayso", "pref-voting"),
    "ranked-pairs": ("sayso", "pref-voting", "votekit"),
    "borda": ("sayso", "pref-voting", "votekit"),
    "plurality": ("sayso", "pref-voting", "votekit"),
}
Write = Callable[[str], Path]


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    folder = tmp_path_factory.mktemp("boxes")

    def write_box(name: str) -> Path:
        file = folder / f"{name.replace(' ', '-').replace(',', '')}.blt"
        if not file.exists():
            file.write_text(box(*BOXES[name]))
        return file

    return write_box


def box(ballots: int, different: int) -> str:
    """Truncated ballots over ten options, some options more popular than others; always the same."""
    chance = random.Random(2007)  # noqa: S311  # a fixed sequence, not a secret
    weights = [chance.random() + 0.3 for _ in range(OPTIONS)]
    pool: set[str] = set()
    while len(pool) < different:
        order = dict.fromkeys(chance.choices(range(1, OPTIONS + 1), weights, k=24))
        pool.add(" ".join(map(str, list(order)[: chance.randint(1, OPTIONS)])))
    lines = chance.choices(sorted(pool), k=ballots)
    names = "".join(f'"Option {number}"\n' for number in range(1, OPTIONS + 1))
    return f"{OPTIONS} {SEATS}\n" + "".join(f"1 {line} 0\n" for line in lines) + f'0\n{names}"Benchmark"\n'


def measure(program: str, method: str, file: Path) -> dict[str, Any] | None:  # Any: JSON of the counter
    """What one count took, in a process of its own; None when it took longer than PATIENCE."""
    words = [sys.executable, "-m", "tests.benchmarks.counters", program, method, str(file)]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, timeout=PATIENCE, text=True)
    except subprocess.TimeoutExpired:
        return None
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


@pytest.mark.parametrize("name", BOXES)
@pytest.mark.parametrize("method", RUNS)
def test_the_same_ballots_elect_the_same_options_everywhere(method: str, name: str, write: Write) -> None:
    file = write(name)
    ours: list[int] = []
    for program in RUNS[method]:
        figures = measure(program, method, file)
        if figures is None:
            print(f"{method:13} {name:21} {program:12} over {PATIENCE} s")
            continue
        print(
            f"{method:13} {name:21} {program:12} {figures['seconds']:7.2f} s "
            f"({figures['processor']:6.2f} s of processor) {figures['megabytes']:5} MB",
            flush=True,
        )
        ours = ours or figures["elected"]
        assert set(figures["elected"]) <= set(ours)
