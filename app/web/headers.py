"""Headers of every answer, and the largest body that is read."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from app.web.htmx import CDN

_FORM_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def content_policy(path: str, settings: Settings) -> str:
    """Only what the page needs: scripts and their requests in the workspace alone."""
    if not path.startswith("/desk"):
        return _FORM_PAGES
    source = CDN if settings.htmx == "cdn" else "'self'"
    return f"{_FORM_PAGES}; script-src {source}; connect-src 'self'"


class SecurityHeaders:
    """Adds what THREATS asks of every route; a route's own Cache-Control stays."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and put the headers onto its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"], is_onion=b".onion" in host)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _add(self, headers: MutableHeaders, path: str, *, is_onion: bool) -> None:
        headers["Content-Security-Policy"] = content_policy(path, self.settings)
        headers["Referrer-Policy"] = "no-referrer"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "no-store")
        if self.settings.is_secure and not is_onion:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"


class BodyTooLarge(Exception):
    """More bytes arrived than are read."""


class BodyLimit:
    """Refuses a body over the limit before anything is parsed: by its length, else while it arrives."""

    def __init__(self, app: ASGIApp, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives and raise ``BodyTooLarge``, which the error path turns into 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        scope["sayso_too_large"] = declared.isdigit() and int(declared) > self.largest
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            if scope["sayso_too_large"]:
                raise BodyTooLarge
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self.largest:
                raise BodyTooLarge
            return message

        await self.app(scope, counted, send)
