"""How long a backup and a restore take, and what `systemd-analyze` thinks of our unit."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from sqlalchemy import update

from app.db import Database
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.rooms.safekeeping.backup_rehearsing import rehearse
from app.rooms.safekeeping.backup_writing import back_up
from app.rooms.safekeeping.restoring import restore
from app.settings import Settings
from app.vault.machine import load
from tests.support.backups import RECOVERY, empty_place, use_known_recovery_key
from tests.support.crowd import Size, gather
from tests.support.databases import Templates
from tests.support.organisation import NOW, World

pytestmark = pytest.mark.bench

GOAL_MINUTES = 15
UNIT = Path(__file__).parents[2] / "docs" / "sayso.service"


@pytest.mark.parametrize("voices", [1_000, 100_000])
def test_a_backup_and_a_restore(
    settings: Settings, database: Database, templates: Templates, backend: str, tmp_path: Path, voices: int
) -> None:
    use_known_recovery_key(database)
    world = World(settings, database)
    with world.running():
        gather(world, Size().divided(100_000 // voices))
        with database.write() as session:
            # All spoke lately: no words are due to be erased, so that every one of them is carried.
            session.execute(update(Thread).values(last_week=str(Week.of(NOW.date()))))
    begun = time.perf_counter()
    made = back_up(database, load(settings.data), tmp_path / "b", now=NOW)
    written = time.perf_counter()
    with empty_place(templates, backend, tmp_path / "restored") as place:
        restored = restore(tmp_path / "b", RECOVERY.private, place, now=NOW)
    back = time.perf_counter()
    with (tmp_path / "b").open("rb") as source:
        assert rehearse(source, RECOVERY.private).problems == ()
    tried = time.perf_counter()
    print(f"{backend}: {voices} voices, {made.rows} rows, {made.size / 1e6:.1f} MB:")
    print(f"    backup {written - begun:.1f} s, restore {back - written:.1f} s (goal {GOAL_MINUTES} min),")
    print(f"    rehearsal {tried - back:.1f} s")
    assert sum(restored.counts.values()) == made.rows


def test_the_unit_is_scored() -> None:
    if shutil.which("systemd-analyze") is None:
        print("systemd-analyze is not installed here: the unit was not scored")
        return
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    print(said.stdout.strip().splitlines()[-1])
