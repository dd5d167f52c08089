"""A lane of its own for argon2id: as many at once as there are cores, and a queue that ends somewhere.

Inside an ordinary endpoint the work would take the threads that readers need. Run it in an async
dependency, before any transaction begins.
"""

import os
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread

from app.domain.errors import TooMany

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class Busy(TooMany):
    """The queue is full: the same may be tried again in a moment, with what was typed kept."""

    def __init__(self) -> None:
        super().__init__("busy.derivations")


class ArgonLane:
    """One for a process, made at start; may be used from one event loop."""

    def __init__(self, *, waiting: int, slots: int | None = None) -> None:
        """``waiting``: how many may queue before others are refused; ``slots``: one a core if not given."""
        working = slots or os.cpu_count() or 1
        self._most_inside = working + waiting
        self._inside = 0
        self._limiter = CapacityLimiter(working)

    async def in_argon(self, func: Callable[[*Arguments], Result], *args: *Arguments) -> Result:
        """Run ``func(*args)`` in a thread when a slot is free; ``Busy`` at once when the queue is full."""
        # Counted here and not by the limiter, which learns of a caller only after a turn of the loop.
        if self._inside >= self._most_inside:
            raise Busy
        self._inside += 1
        try:
            return await to_thread.run_sync(func, *args, limiter=self._limiter)
        finally:
            self._inside -= 1
