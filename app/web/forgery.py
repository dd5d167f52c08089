"""Whether a form of ours sent this: the session's token in it, and where the browser says it came from."""

import hmac
from urllib.parse import SplitResult, urlsplit

from fastapi import Request

from app.vault import session_keys
from app.web.forms import read_fields
from app.web.sessions import NotSignedIn, token_of

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ForgedRequest(Exception):
    """A form of ours was not what sent this: its token or its Origin is wrong."""


def origin_is_ours(request: Request) -> bool:
    """True when the browser says nothing of the origin, or names ours.

    Ours is the base address alone, scheme included. ``Host`` is only believed for a further name of the same
    house: loopback beside loopback, and an onion service.
    """
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        # "null" is what browsers send for a form of a page with our referrer policy.
        return request.headers.get("sec-fetch-site") in (None, "same-origin", "none")
    theirs, ours = _split(origin), urlsplit(request.app.state.settings.effective_base_url)
    if (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc):
        return True
    if theirs.netloc != request.headers.get("host"):
        return False
    name = theirs.hostname or ""
    return name.endswith(".onion") or (name in _LOOPBACK and ours.hostname in _LOOPBACK)


async def csrf_checked(request: Request) -> None:
    """Every unsafe request of the workspace carries its session's token and comes from our origin."""
    if request.method in ("GET", "HEAD"):
        return
    token = token_of(request)
    if not token:
        raise NotSignedIn
    given = (await read_fields(request)).get("csrf", [""])[0]
    expected = session_keys.csrf_token(token)
    if not origin_is_ours(request) or not hmac.compare_digest(given.encode(), expected.encode()):
        raise ForgedRequest


def _split(origin: str) -> SplitResult:
    try:
        parts = urlsplit(origin)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts
