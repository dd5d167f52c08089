"""Regular work that lasts: claimed before it begins, so that two processes never do it twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.db import Database
from app.settings import Settings
from app.ticking import Moment, OutsideWork, tick_outside
from app.vault.machine import load
from tests.support.organisation import NOW


def test_work_that_lasts_is_done_once_however_many_ask_and_again_when_it_is_due(
    settings: Settings, database: Database
) -> None:
    done: list[Moment] = []

    def work(database: Database, at: Moment) -> None:
        with database.write():  # others may write meanwhile: no transaction is held
            done.append(at)

    slow = (OutsideWork("slow", timedelta(hours=1), work),)
    machine = load(settings.data)
    with ThreadPoolExecutor(4) as pool:
        ticks = [pool.submit(tick_outside, database, settings, machine, now=NOW, work=slow) for _ in range(4)]
        assert sorted(one.result() for one in ticks) == [[], [], [], ["slow"]]
    assert [at.settings for at in done] == [settings]
    assert tick_outside(database, settings, machine, now=NOW + timedelta(minutes=59), work=slow) == []
    assert tick_outside(database, settings, machine, now=NOW + timedelta(hours=1), work=slow) == ["slow"]
