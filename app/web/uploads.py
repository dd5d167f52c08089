"""Files that arrive in a form: few large bodies are read at once, the rest wait unread, none on disk."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Generic

import anyio
from anyio import CapacityLimiter
from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.errors import TooMany
from app.web.forms import F, Submitted, read_fields, submitted
from app.web.words import Sentence

AT_ONCE = 4
SMALL = 300_000
"""Bytes of a body that nobody waits for: words without a photo."""
CHUNK_WITHIN = 20.0
WHOLE_WITHIN = 180.0


@dataclass(frozen=True)
class Upload:
    """What arrived as a file; its name and its stated type are not looked at."""

    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """What tells this file from another, 64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()


class BodyTooSlow(TooMany):
    """A body stopped on its way, or took minutes: the place that it held is given to the next."""

    def __init__(self) -> None:
        super().__init__("upload.too_slow")


@dataclass(frozen=True)
class WithFile(Generic[F]):
    """A form that may bring one file. The file's digest stands among what was typed, under its name."""

    form: Submitted[F]
    upload: Upload | None = None


def form_with_file(model: type[F], name: str) -> Callable[[Request], Awaitable[WithFile[F]]]:
    """A dependency that reads this form and its file; it never raises for what was typed."""

    async def read(request: Request) -> WithFile[F]:
        typed = await read_fields(request)
        typed.pop(name, None)
        upload = await read_upload(request, name)
        form = submitted(model, typed | ({name: [upload.digest]} if upload else {}))
        return WithFile(form, upload)

    return read


def asking_again(form: Submitted[F], name: str) -> Submitted[F]:
    """A refused form that brought a file says that it must be chosen again: no page can keep a file."""
    if not form.errors or name in form.errors or not form.value(name):
        return form
    return replace(form, errors={**form.errors, name: Sentence("photo.choose_again")})


async def read_upload(request: Request, name: str) -> Upload | None:
    """The file of this field, None when none was chosen. Read the form's text first (``web.forms``)."""
    form = await request.form()
    for value in form.getlist(name):
        if isinstance(value, UploadFile) and value.size:
            content = await value.read()
            await value.close()  # the spool is memory too
            return Upload(content)
    return None


class LargeBodies:
    """Lets ``AT_ONCE`` large bodies in, from their first byte to their answer; the rest wait unread."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._places = CapacityLimiter(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for a place if the body is large; refused ones (too large) are not waited for."""
        if scope["type"] != "http" or scope.get("sayso_too_large") or not _is_large(scope):
            await self.app(scope, receive, send)
            return
        async with self._places:
            await self.app(scope, _paced(receive), send)


def _is_large(scope: Scope) -> bool:
    if scope["method"] in ("GET", "HEAD"):
        return False
    headers = dict(scope["headers"])
    declared = headers.get(b"content-length", b"")
    return int(declared) > SMALL if declared.isdigit() else b"transfer-encoding" in headers


def _paced(receive: Receive) -> Receive:
    """The same, but a body that stops on its way raises ``BodyTooSlow``."""
    ends_at = anyio.current_time() + WHOLE_WITHIN
    is_whole = False

    async def paced() -> Message:
        nonlocal is_whole
        if is_whole:
            return await receive()
        left = min(CHUNK_WITHIN, ends_at - anyio.current_time())
        message: Message | None = None
        with anyio.move_on_after(max(0.0, left)):
            message = await receive()
        if message is None:
            raise BodyTooSlow
        is_whole = not message.get("more_body", False)
        return message

    return paced
