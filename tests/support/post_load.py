"""A small load generator for forms: so many connections that send one body after another, each once."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode, urlsplit

import httptools
import uvloop


@dataclass(frozen=True)
class Sent:
    """``wrong`` are statuses that were not 200."""

    seconds: float
    latencies: list[float]
    wrong: list[int]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds


class _Sender(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes], sent: Sent, done: asyncio.Future[None]) -> None:
        self.requests, self.sent, self.done = requests, sent, done

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.parser = httptools.HttpResponseParser(self)
        self.ask()

    def ask(self) -> None:
        request = next(self.requests, None)
        if request is None:
            self.transport.close()
            self.done.set_result(None)
            return
        self.asked_at = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_message_complete(self) -> None:
        self.sent.latencies.append(time.perf_counter() - self.asked_at)
        if self.parser.get_status_code() != 200:
            self.sent.wrong.append(self.parser.get_status_code())
        self.ask()


def send_all(address: str, forms: list[dict[str, str]], *, connections: int = 16) -> Sent:
    """POST every form once, over so many connections that are kept open."""
    parts = urlsplit(address)
    return uvloop.run(
        _run(parts.hostname or "", parts.port or 80, _requests(parts.path, parts.netloc, forms), connections)
    )


def _requests(path: str, host: str, forms: list[dict[str, str]]) -> list[bytes]:
    found = []
    for form in forms:
        body = urlencode(form).encode()
        lines = [
            f"POST {path} HTTP/1.1",
            f"Host: {host}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        found.append("\r\n".join([*lines, "", ""]).encode() + body)
    return found


async def _run(host: str, port: int, requests: list[bytes], connections: int) -> Sent:
    loop = asyncio.get_running_loop()
    waiting, found = iter(requests), Sent(0, [], [])
    ended = [loop.create_future() for _ in range(connections)]
    began = time.perf_counter()
    for done in ended:
        await loop.create_connection(lambda done=done: _Sender(waiting, found, done), host, port)  # type: ignore[misc]
    await asyncio.gather(*ended)
    return Sent(time.perf_counter() - began, sorted(found.latencies), found.wrong)
