"""Headers of every answer, and the largest body that is read."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from app.web.htmx import CDN
from app.web.passkey_place import PAGES

_FORM_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Of a photo that somebody sent: whatever it is taken for, it loads and runs nothing."""
_ITS_OWN = (b"content-security-policy", PICTURE_POLICY.encode())


def content_policy(path: str, settings: Settings) -> str:
    """Only what the page needs: scripts and their requests in the workspace alone, our own on three pages."""
    if not path.startswith("/desk"):
        return _FORM_PAGES
    if path in PAGES:
        return f"{_FORM_PAGES}; script-src 'self'"
    source = CDN if settings.htmx == "cdn" else "'self'"
    return f"{_FORM_PAGES}; script-src {source}; connect-src 'self'"


Headers = list[tuple[bytes, bytes]]


def security_headers(path: str, settings: Settings, *, is_onion: bool) -> Headers:
    """What THREATS asks of every answer at this path; no HSTS on plain http or an onion service."""
    named = {
        "content-security-policy": content_policy(path, settings),
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if settings.effective_base_url.startswith("https://") and not is_onion:
        named["strict-transport-security"] = "max-age=63072000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in named.items()]


class SecurityHeaders:
    """Adds what THREATS asks of every route; a route's own Cache-Control stays, the rest is ours."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        # Every answer passes here, so they are put together once.
        self._fixed = {
            (kind, is_onion): security_headers(kind, settings, is_onion=is_onion)
            for kind in ("/", "/desk", *PAGES)
            for is_onion in (False, True)
        }
        self._onion = settings.onion_url.rstrip("/").encode()
        self._ours = frozenset(name for name, _ in security_headers("/", settings, is_onion=False))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and put the headers onto its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._with_ours(scope, message.get("headers", ()))
            await send(message)

        await self.app(scope, receive, with_headers)

    def _with_ours(self, scope: Scope, given: Iterable[tuple[bytes, bytes]]) -> Headers:
        is_onion = any(name == b"host" and b".onion" in value for name, value in scope["headers"])
        given = list(given)
        headers = [header for header in given if header[0] not in self._ours]
        path = scope["path"]
        kind = path if path in PAGES else "/desk" if path.startswith("/desk") else "/"
        headers += self._fixed[kind, is_onion]
        if _ITS_OWN in given:
            headers = [header for header in headers if header[0] != _ITS_OWN[0]] + [_ITS_OWN]
        if not any(name == b"cache-control" for name, _ in headers):
            headers.append((b"cache-control", b"no-store"))
        if self._onion and not is_onion and _is_public_page(scope, headers):
            # The address alone: what somebody typed behind a question mark is not repeated.
            headers.append((b"onion-location", self._onion + scope["raw_path"].split(b"?")[0]))
        return headers


def _is_public_page(scope: Scope, headers: Headers) -> bool:
    is_html = any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
    return is_html and scope["method"] in ("GET", "HEAD") and not scope["path"].startswith("/desk")


class BodyTooLarge(Exception):
    """More bytes arrived than are read."""


def is_in_parts(content_type: bytes) -> bool:
    """Whether a body of this type may bring files."""
    return content_type.split(b";")[0].strip().lower() == b"multipart/form-data"


class BodyLimit:
    """Refuses a body over the limit before anything is parsed: by its length, else while it arrives."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._largest = {False: settings.max_body, True: settings.max_body_with_file}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what arrives and raise ``BodyTooLarge``, which the error path turns into 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        largest = self._largest[is_in_parts(headers.get(b"content-type", b""))]
        declared = headers.get(b"content-length", b"0")
        scope["sayso_too_large"] = declared.isdigit() and int(declared) > largest
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            if scope["sayso_too_large"]:
                raise BodyTooLarge
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > largest:
                raise BodyTooLarge
            return message

        await self.app(scope, counted, send)
