import threading
import time

import anyio
import pytest

from app.vault.argon_lane import ArgonLane, Busy


class Pairs:
    """Work that only two together can finish; counts how many are at it at once."""

    def __init__(self) -> None:
        self._together = threading.Barrier(2)
        self._lock = threading.Lock()
        self._inside = 0
        self.most = 0

    def work(self, name: int) -> int:
        with self._lock:
            self._inside += 1
            self.most = max(self.most, self._inside)
        self._together.wait(30)
        time.sleep(0.02)  # long enough that a third would be seen
        with self._lock:
            self._inside -= 1
        return name


def test_the_work_is_done_in_a_thread_and_its_result_comes_back() -> None:
    async def ask() -> int:
        return await ArgonLane(waiting=1).in_argon(max, 3, 7)

    assert anyio.run(ask) == 7


def test_work_fills_the_slots_and_those_beyond_the_queue_are_refused() -> None:
    pairs = Pairs()
    done: list[int] = []
    refused: list[int] = []

    async def ask(lane: ArgonLane, name: int) -> None:
        try:
            done.append(await lane.in_argon(pairs.work, name))
        except Busy:
            refused.append(name)

    async def crowd() -> None:
        lane = ArgonLane(slots=2, waiting=4)
        async with anyio.create_task_group() as tasks:
            for name in range(10):
                tasks.start_soon(ask, lane, name)

    anyio.run(crowd)
    assert len(refused) == 4
    assert sorted(done + refused) == list(range(10))
    assert pairs.most == 2


def test_a_place_is_free_again_after_work_that_failed() -> None:
    async def ask() -> int:
        lane = ArgonLane(slots=1, waiting=0)
        with pytest.raises(ValueError, match="invalid literal"):
            await lane.in_argon(int, "seven")
        return await lane.in_argon(int, "7")

    assert anyio.run(ask) == 7


def test_somebody_who_leaves_the_queue_frees_their_place() -> None:
    door = threading.Event()

    async def ask() -> bool:
        lane = ArgonLane(slots=1, waiting=1)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(lane.in_argon, door.wait, 30)
            await anyio.wait_all_tasks_blocked()
            with anyio.move_on_after(0):
                await lane.in_argon(door.wait, 30)
            tasks.start_soon(lane.in_argon, door.wait, 30)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(Busy) as refusal:
                await lane.in_argon(door.wait, 30)
            door.set()
        assert refusal.value.key == "busy.derivations"
        return await lane.in_argon(door.wait, 30)

    assert anyio.run(ask)
