"""Work in a real process of its own that is killed somewhere on its way."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

# A process that has read the program once, so that each of the others is there at once and has no thread.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.support.housework"])
LONGEST = 120


def run_to_its_end(work: Callable[..., object], *given: object) -> float:
    """Let it end by itself; returns its seconds. RuntimeError if it failed."""
    process = _started(work, given)
    started = time.monotonic()
    process.join(LONGEST)
    if process.exitcode != 0:
        process.kill()
        raise RuntimeError(f"{work.__name__} ended with {process.exitcode}")
    return time.monotonic() - started


def kill_on_its_way(work: Callable[..., object], *given: object, within: float) -> bool:
    """SIGKILL at some moment of so many seconds after its start; False when it was faster than that."""
    process = _started(work, given)
    time.sleep(random.uniform(0, within))  # noqa: S311  # when a cable is pulled, not a secret
    if process.pid and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join(LONGEST)
    return process.exitcode == -signal.SIGKILL


def _started(
    work: Callable[..., object], given: tuple[object, ...]
) -> multiprocessing.context.ForkServerProcess:
    begun = _CONTEXT.Event()
    process = _CONTEXT.Process(target=_begin, args=(begun, work, given))
    process.start()
    if not begun.wait(LONGEST):
        raise RuntimeError("the process did not begin")
    return process


def _begin(begun: Event, work: Callable[..., object], given: tuple[object, ...]) -> None:
    begun.set()
    work(*given)
