"""Kept public pages: an ASGI layer before routing that answers from memory.

A route asks for it with ``keep``. What it answered is then kept under address, query and language, plain
and compressed, until the public version rises, and served without entering the application. A page with a
form token is kept as a template (``fill_per_request``), filled for each request and never compressed
(BREACH). What carries a cookie, says ``no-store``, is too large or no plain 200 is never kept.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.kept_pages import LARGEST, Answer, KeptPage, KeptPages, send_plainly
from app.web.page_requests import Asked, read_asked
from app.web.public_version import VersionSource

_WISH = "sayso_page_wish"


@dataclass
class Wish:
    """What a route asked of this layer. ``fills`` maps marks in the body to what makes their words."""

    kept: bool = False
    until: datetime | None = None
    fills: dict[str, Callable[[], str]] = field(default_factory=dict)


def keep(request: Request, *, until: datetime | None = None) -> None:
    """Keep this answer for every later reader of the address; ``until`` where the page depends on the date.

    Only for pages that say the same to everybody: the address with its allowed query, and the language,
    decide alone what they show.
    """
    wish: Wish | None = request.scope.get(_WISH)
    if wish is not None:
        wish.kept, wish.until = True, until


def fill_per_request(request: Request, make: Callable[[], str]) -> str:
    """A stand-in to write into the page, for which each reader gets a fresh ``make()``.

    ``make`` outlives the request: it may hold keys and the clock, never the request or a session. Its words
    must need no escaping.
    """
    wish: Wish | None = request.scope.get(_WISH)
    if wish is None:
        return make()
    mark = secrets.token_hex(16)
    wish.fills[mark] = make
    return mark


class PageCache:
    """The layer. ``on_change`` is called when the public version was found risen."""

    def __init__(
        self,
        app: ASGIApp,
        versions: VersionSource,
        *,
        clock: Callable[[], datetime] | None = None,
        on_change: Callable[[], None] | None = None,
        pages: KeptPages | None = None,
    ) -> None:
        self.app = app
        self._versions = versions
        self._now = clock or _utc_now
        self._on_change = on_change or _nothing
        self._pages = pages or KeptPages()
        self._version: int | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a kept page, or let the application answer and keep what it asks to keep."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            self._versions.close()
        elif scope["method"] not in ("GET", "HEAD"):
            try:
                await self.app(scope, receive, send)
            finally:
                self._versions.forget()
        else:
            await self._read(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = read_asked(scope)
        version = await self._versions.read() if asked else None
        if version != self._version and version is not None:
            self._pages.clear()
            self._version = version
            self._on_change()
        if asked is None or version is None:
            await self.app({**scope, "method": "GET"}, receive, _without_body(scope, send))
            return
        page = self._pages.find(asked, self._now)
        if page is None:
            await self._fetch(asked, scope, receive, send)
        else:
            await page.send(asked, send)

    async def _fetch(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        wish, version = Wish(), self._version
        out = _without_body(scope, send)
        answer = Answer()

        async def collect(message: Message) -> None:
            if answer.is_passed_on:
                await out(message)
                return
            answer.take(message)
            is_kept = wish.kept and answer.may_be_kept and answer.size <= LARGEST
            if not (is_kept or wish.fills):
                answer.is_passed_on = True
                for held in answer.held:
                    await out(held)

        await self.app({**scope, "method": "GET", _WISH: wish}, receive, collect)
        if answer.is_passed_on:
            return
        page = await KeptPage.make(asked, answer, fills=wish.fills, until=wish.until)
        if wish.kept and answer.may_be_kept and version == self._version:
            self._pages.put(asked, page)
        await (page.send(asked, send) if answer.may_be_kept else send_plainly(page, answer, out))


def _without_body(scope: Scope, send: Send) -> Send:
    """For HEAD the same answer as to GET with nothing in its body; else ``send`` itself."""
    if scope["method"] != "HEAD":
        return send

    async def headers_only(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return headers_only


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _nothing() -> None:
    pass
