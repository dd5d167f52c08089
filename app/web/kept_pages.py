"""What is kept of a page, how it is found again, and how it is sent."""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import anyio.to_thread
from starlette.types import Message, Send

from app.web.languages import KNOWN
from app.web.page_requests import Asked

LARGEST = 4_000_000
"""Bytes of an answer above which it is passed on and not kept."""
MOST_BYTES = 24_000_000
_PACKED_TYPES = re.compile(rb"text/|application/(json|xml|javascript|[a-z]+\+xml)")
_DROPPED = frozenset(
    {b"content-length", b"content-encoding", b"etag", b"vary", b"last-modified", b"accept-ranges"}
)
_SENT_ALONG_304 = frozenset({b"cache-control", b"vary", b"etag", b"content-language"})
_IN_A_THREAD = 100_000

Headers = list[tuple[bytes, bytes]]


@dataclass
class Answer:
    """What the application sends, held until it is known whether it is kept."""

    held: list[Message] = field(default_factory=list)
    size: int = 0
    is_passed_on: bool = False
    may_be_kept: bool = False

    def take(self, message: Message) -> None:
        """Hold one message; the first one decides whether the rest may be kept."""
        self.held.append(message)
        if message["type"] == "http.response.start":
            self.may_be_kept = message["status"] == 200 and not _is_private(message["headers"])
        else:
            self.size += len(message.get("body", b""))

    @property
    def status(self) -> int:
        """The status that the application gave."""
        status: int = self.held[0]["status"]
        return status

    @property
    def headers(self) -> Headers:
        """Its headers without those that are made anew for each form of the page."""
        return [(name, value) for name, value in self.held[0]["headers"] if name not in _DROPPED]

    @property
    def body(self) -> bytes:
        """All of its body."""
        return b"".join(message.get("body", b"") for message in self.held[1:])


def _is_private(headers: Headers) -> bool:
    return any(
        name == b"set-cookie"
        or (name == b"cache-control" and (b"no-store" in value or b"private" in value))
        or (name == b"vary" and b"*" in value)
        for name, value in headers
    )


Piece = bytes | Callable[[], str]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page, ready to send: plain or compressed."""

    body: bytes
    headers: Headers
    not_modified: Headers
    etag: bytes


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as kept. ``pieces`` is set where something is filled in for each request."""

    plain: Form
    packed: Form
    pieces: tuple[Piece, ...] | None
    until: datetime | None
    language: str

    @classmethod
    async def make(
        cls, asked: Asked, answer: Answer, *, fills: Mapping[str, Callable[[], str]], until: datetime | None
    ) -> "KeptPage":
        """Both forms of an answer; the compressed one is the plain one where that is no smaller."""
        headers, body = answer.headers, answer.body
        own_language = next((v.decode() for n, v in headers if n == b"content-language"), "")
        language = "" if _has_prefix(asked.path) else own_language
        vary = b"Accept-Language, Accept-Encoding" if language else b"Accept-Encoding"
        headers.append((b"vary", vary))
        if fills:
            plain = Form(body, headers, [], b"")
            return cls(plain, plain, _cut(body, fills), until, language)
        if not any(name == b"cache-control" for name, _ in headers):
            headers.append((b"cache-control", b"no-cache"))
        packed = await _pack(body, headers)
        tag = hashlib.sha256(body).hexdigest()[:24].encode()
        plain = _form(body, headers, b'"' + tag + b'"')
        if len(packed) >= len(body):
            return cls(plain, plain, None, until, language)
        zipped = [*headers, (b"content-encoding", b"gzip")]
        return cls(plain, _form(packed, zipped, b'"' + tag + b'-gz"'), None, until, language)

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        return len(self.plain.body) + len(self.packed.body) + 2_000

    async def send(self, asked: Asked, send: Send) -> None:
        """Answer the request with the form that it takes: the page, its headers, or 304."""
        form = self.packed if asked.takes_gzip else self.plain
        body = form.body if self.pieces is None else self.filled()
        if form.etag and asked.if_none_match and _matches(asked.if_none_match, form.etag):
            await send({"type": "http.response.start", "status": 304, "headers": list(form.not_modified)})
            await send({"type": "http.response.body", "body": b""})
            return
        headers = list(form.headers)
        if self.pieces is not None:
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if asked.is_head else body})

    def filled(self) -> bytes:
        """The plain body with everything filled in for one reader."""
        if self.pieces is None:
            return self.plain.body
        return b"".join(piece if isinstance(piece, bytes) else piece().encode() for piece in self.pieces)


async def send_plainly(page: KeptPage, answer: Answer, send: Send) -> None:
    """An answer that is not kept (a refused form, say), filled, with its own status and headers."""
    body = page.filled()
    headers = [*answer.headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class KeptPages:
    """Pages of one public version; the longest unread go first when there are too many bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._pages: OrderedDict[tuple[object, ...], KeptPage] = OrderedDict()
        self._languages: dict[bytes, str] = {}
        self.bytes = 0

    def find(self, asked: Asked, now: Callable[[], datetime]) -> KeptPage | None:
        """The page for this request, unless its day is over."""
        key = (asked.path, asked.query, "")
        page = self._pages.get(key)
        if page is None:
            key = (asked.path, asked.query, self._languages.get(asked.accept_language, "?"))
            page = self._pages.get(key)
        if page is None:
            return None
        if page.until is not None and now() >= page.until:
            self._forget(key)
            return None
        self._pages.move_to_end(key)
        return page

    def put(self, asked: Asked, page: KeptPage) -> None:
        """Keep it, and forget what was not read for longest."""
        key = (asked.path, asked.query, page.language)
        self._forget(key)
        if page.language:
            if len(self._languages) >= 1_000:
                self._languages.clear()
            self._languages[asked.accept_language] = page.language
        self._pages[key] = page
        self.bytes += page.size
        while self.bytes > self._most:
            self._forget(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget everything: the public version rose."""
        self._pages.clear()
        self._languages.clear()
        self.bytes = 0

    def _forget(self, key: tuple[object, ...]) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size


def _has_prefix(path: str) -> bool:
    return path.removeprefix("/").partition("/")[0] in KNOWN


def _form(body: bytes, headers: Headers, etag: bytes) -> Form:
    every = [*headers, (b"etag", etag)]
    light = [(name, value) for name, value in every if name in _SENT_ALONG_304]
    return Form(body, [*every, (b"content-length", str(len(body)).encode())], light, etag)


async def _pack(body: bytes, headers: Headers) -> bytes:
    kind = next((value for name, value in headers if name == b"content-type"), b"")
    if not _PACKED_TYPES.match(kind):
        return body
    if len(body) < _IN_A_THREAD:
        return gzip.compress(body, 9, mtime=0)
    return await anyio.to_thread.run_sync(lambda: gzip.compress(body, 6, mtime=0))


def _cut(body: bytes, fills: Mapping[str, Callable[[], str]]) -> tuple[Piece, ...]:
    marks = {mark.encode(): make for mark, make in fills.items()}
    parts = re.split(b"(" + b"|".join(marks) + b")", body)
    return tuple(marks.get(part, part) for part in parts)


def _matches(if_none_match: bytes, etag: bytes) -> bool:
    return etag in if_none_match or if_none_match.strip() == b"*"
