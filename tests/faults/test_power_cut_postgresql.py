"""The power is cut under PostgreSQL, and every unsynced write is lost: what a person was told is there."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from tests.faults.test_kill import Crowd
from tests.faults.test_power_cut import count_stored
from tests.support.databases import Templates
from tests.support.own_postgresql import Cluster, OnePlug, cut, disk_of
from tests.support.power import Disk
from tests.support.server import served, start

# A cluster, two servers and their recovery: too much for every run.
pytestmark = pytest.mark.long


@pytest.fixture
def cluster(templates: Templates, tmp_path: Path) -> Iterator[Cluster]:
    """A stopped cluster with a founded organisation; its keys are in the folder ``data`` beside it."""
    (tmp_path / "data").mkdir()
    like = templates.copy("postgresql", "founded", tmp_path / "data")
    # Not under pytest's own folder, which nobody but its user may enter.
    folder = Path(tempfile.mkdtemp(prefix="sayso-own-pg-"))
    made = Cluster(folder / "pg")
    made.make(like)
    templates.drop(like)
    yield made
    made.stop()
    shutil.rmtree(folder)


def speak_and_cut(crowd: Crowd, cluster: Cluster, disk: Disk, settings: Settings) -> None:
    """People speak until the power is gone; when it is back the disk has what was synced."""
    cluster.start(**disk.environment)
    crowd.speak_until_the_line_breaks(OnePlug(**vars(start(settings)), cluster=cluster))
    cut(disk)


@pytest.mark.parametrize("rounds", [1, 20])
def test_no_acknowledged_voice_is_lost_when_postgresql_loses_what_it_did_not_sync(
    cluster: Cluster, tmp_path: Path, rounds: int
) -> None:
    settings = Settings(data=tmp_path / "data", database_url=cluster.url)
    disk, crowd = disk_of(cluster), Crowd()
    for _ in range(rounds):
        heard = len(crowd.told)
        speak_and_cut(crowd, cluster, disk, settings)
        assert len(crowd.told) > heard
    cluster.start()
    with served(settings) as server:
        crowd.come_back(server.address)
        crowd.send_again(server.address)
    assert count_stored(settings) == [len(crowd.told)] * 4
    assert cluster.log.read_text().count("automatic recovery in progress") == rounds


def test_a_postgresql_that_does_not_sync_loses_every_voice_in_the_same_cut(
    cluster: Cluster, tmp_path: Path
) -> None:
    """The control: the cut takes what was not synced, so that nothing lost means something above."""
    settings = Settings(data=tmp_path / "data", database_url=cluster.url)
    disk, crowd = disk_of(cluster), Crowd()
    cluster.tell = {"fsync": "off"}
    speak_and_cut(crowd, cluster, disk, settings)
    cluster.start()
    assert crowd.told
    assert count_stored(settings) == [0] * 4
