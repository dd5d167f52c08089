"""A million leaves: how long `verify.pyz` takes and how much memory, against a real server beside it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.ledger import leaves, tree
from app.domain.ledger.heads import Head, signed_bytes
from app.domain.ledger.leaves import Leaf
from app.migrate import migrate
from app.settings import Settings
from app.vault.machine import MachineKeys, load_or_create
from app.verifier.archive import verify_pyz
from tests.support.server import served

LEAVES = 1_000_000
LEAVES_A_HEAD = 1_000
SECONDS_AT_MOST = 25
MEGABYTES_AT_MOST = 100
# Runs the program at argv[1] and says at the end how much memory it had: rusage would count its parent's too.
MEASURED = """
import atexit, re, runpy, sys
def say_peak():
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
atexit.register(say_peak)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
FIRST_DAY = date(2026, 1, 5)


def leaf_bytes(index: int) -> bytes:
    """One in fifty commits to a public record, so that the verifier has 20,000 subjects to remember."""
    week = f"{2026 + index // 50_000}-W{index // 1_000 % 50 + 1:02d}"
    if index % 50 == 0:
        commitments = {"record": f"{index:064x}"}
        return leaves.encode(Leaf("step.done", f"step:S-{index}", "done", "chair", week, {}, commitments))
    facts = {"themes": index % 7}
    return leaves.encode(Leaf("feedback.themes", f"feedback:F-{index // 5}", None, "steward", week, facts))


def rows(machine: MachineKeys) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Statements and their values for every leaf, node and head."""
    frontier = tree.Frontier()
    for index in range(LEAVES):
        body = leaf_bytes(index)
        own, *above = frontier.add(tree.leaf_hash(body))
        yield "INSERT INTO ledger_leaf VALUES (?, ?, ?)", (index, body, own)
        for level, digest in enumerate(above, start=1):
            yield "INSERT INTO ledger_node VALUES (?, ?, ?)", (level, index >> level, digest)
        if frontier.size % LEAVES_A_HEAD == 0:
            day = FIRST_DAY + timedelta(days=frontier.size // LEAVES_A_HEAD)
            root = frontier.root()
            signature = machine.sign(signed_bytes(Head(frontier.size, root.hex(), day)))
            head = (frontier.size, root, day.isoformat(), signature)
            yield "INSERT INTO ledger_head (size, root, day, signature) VALUES (?, ?, ?, ?)", head
    yield "INSERT INTO ledger_state (id, size) VALUES (1, ?)", (LEAVES,)


@pytest.fixture
def full_ledger(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path)
    migrate(settings)
    with sqlite3.connect(tmp_path / "sayso.db") as connection:
        for statement, values in rows(load_or_create(tmp_path)):
            connection.execute(statement, values)
    return settings


@pytest.mark.bench
def test_a_million_leaves_are_verified(full_ledger: Settings) -> None:
    program = full_ledger.data / "verify.pyz"
    program.write_bytes(verify_pyz())
    with served(full_ledger) as server:
        command = [sys.executable, "-I", "-c", MEASURED, str(program), server.address]
        before = os.times()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = os.times()
    own = after.children_user + after.children_system - before.children_user - before.children_system
    peak = int(done.stderr.split()[-1]) / 1024
    print(done.stdout)
    print(f"verify {LEAVES:,} leaves: {after.elapsed - before.elapsed:.1f} s (limit {SECONDS_AT_MOST} s),")
    print(f"  of which {own:.1f} s of its own processor time;")
    print(f"  {peak:.0f} MB at its peak (limit {MEGABYTES_AT_MOST} MB)")
    assert done.returncode == 0
    assert f"each of the {LEAVES} leaves" in done.stdout
