"""A small load generator: so many connections that ask again as soon as they are answered."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

import httptools
import uvloop

ARRIVE_SECONDS = 0.02
"""Between one connection and the next: in one instant, the process that wakes first would take them all."""


@dataclass(frozen=True)
class Load:
    """What one run measured. ``latencies`` in seconds, sorted."""

    seconds: float
    latencies: list[float] = field(repr=False)

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: int) -> float:
        """So many of a hundred answers took at most this many milliseconds."""
        return 1000 * self.latencies[min(len(self.latencies) * share // 100, len(self.latencies) - 1)]


class _Connection(asyncio.Protocol):
    def __init__(self, request: bytes, latencies: list[float]) -> None:
        self.request = request
        self.latencies = latencies
        self.wrong = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's own does not inherit from it
        self.parser = httptools.HttpResponseParser(self)
        self.ask()

    def ask(self) -> None:
        self.asked_at = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_message_complete(self) -> None:
        self.latencies.append(time.perf_counter() - self.asked_at)
        self.wrong += self.parser.get_status_code() != 200
        self.ask()


def put_load(
    address: str,
    *,
    seconds: float,
    at_least: int = 0,
    connections: int = 16,
    headers: tuple[str, ...] = ("Accept-Encoding: gzip",),
) -> Load:
    """GET the address over and over; RuntimeError unless each answer is 200.

    Goes on beyond ``seconds`` until ``at_least`` so many answers came, for twenty times as long at most.
    """
    return uvloop.run(_run(address, (seconds, at_least), connections, headers))


async def _run(address: str, until: tuple[float, int], connections: int, headers: tuple[str, ...]) -> Load:
    parts = urlsplit(address)
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}", *headers, "", ""]
    request, latencies = "\r\n".join(lines).encode(), []
    loop = asyncio.get_running_loop()
    opened = []
    for _ in range(connections):
        opened.append(
            await loop.create_connection(lambda: _Connection(request, latencies), parts.hostname, parts.port)
        )
        await asyncio.sleep(ARRIVE_SECONDS)
    await asyncio.sleep(0.5)
    latencies.clear()
    began = time.perf_counter()
    await asyncio.sleep(until[0])
    for _ in range(19):
        if len(latencies) < until[1]:
            await asyncio.sleep(until[0])
    taken, measured = time.perf_counter() - began, sorted(latencies)
    for transport, _ in opened:
        transport.abort()
    if any(connection.wrong for _, connection in opened):
        raise RuntimeError(f"not every answer of {address} was 200")
    return Load(taken, measured)
