"""The rules of Mozilla's HTTP Observatory for one answer over https, with its points.

Source: mdn/mdn-http-observatory, `src/grader/charts.js` and `src/analyzer/tests/` (read November 2026): a
site begins with 100; penalties first; what adds points counts only from 90 on. Whether plain http leads to
https is the business of whatever stands in front of the program, so redirection counts nothing here; and no
site is taken for preloaded.
"""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import httpx

from tests.pages.contract import parse

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_768_000
ENOUGH_FOR_MORE = 90


def score(answer: httpx.Response) -> int:
    """The points of this answer."""
    points = dict(marks(answer))
    base = 100 + sum(value for value in points.values() if value < 0)
    return base if base < ENOUGH_FOR_MORE else base + sum(value for value in points.values() if value > 0)


def marks(answer: httpx.Response) -> Iterator[tuple[str, int]]:
    """Each rule with what it gives or takes."""
    headers = answer.headers
    policy = directives(headers.get("content-security-policy", ""))
    yield "content security policy", _policy(policy)
    yield "frames", _frames(policy, headers.get("x-frame-options", ""))
    yield "referrer policy", _referrer(headers.get("referrer-policy"))
    yield "resource policy", _resource(headers.get("cross-origin-resource-policy"))
    yield "transport", _transport(headers.get("strict-transport-security", ""))
    yield "sniffing", 0 if headers.get("x-content-type-options", "").strip().lower() == "nosniff" else -5
    yield "cookies", _cookies(headers.get_list("set-cookie"))
    yield "scripts", _scripts(answer)
    yield "sharing", _sharing(headers)


def directives(policy: str) -> dict[str, set[str]]:
    """A policy as the sources of each directive."""
    pieces = [piece.split() for piece in policy.split(";") if piece.strip()]
    return {piece[0].lower(): {source.lower() for source in piece[1:]} for piece in pieces}


def _policy(policy: dict[str, set[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    script, styles, objects = (
        policy.get(name, default) for name in ("script-src", "style-src", "object-src")
    )
    if script & (BROAD | INLINE) or objects & BROAD:
        return -20
    if any(source.startswith(("http:", "ftp:")) for sources in policy.values() for source in sources):
        return -20
    if "'unsafe-eval'" in script | styles:
        return -10
    if styles & (BROAD | INLINE):
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def _frames(policy: dict[str, set[str]], header: str) -> int:
    if policy.get("frame-ancestors", {"*"}) & BROAD:
        return 0 if header.strip().lower() in ("deny", "sameorigin") else -20
    return 5


def _referrer(header: str | None) -> int:
    if header is None:
        return 0
    return 5 if header.split(",")[-1].strip().lower() in PRIVATE else -5


def _resource(header: str | None) -> int:
    known = {None: 0, "cross-origin": 0, "same-site": 10, "same-origin": 10}
    return known.get(header.strip().lower() if header else None, -5)


def _transport(header: str) -> int:
    found = [part.strip().lower() for part in header.split(";")]
    ages = [part.removeprefix("max-age=") for part in found if part.startswith("max-age=")]
    if not ages or not ages[0].isdigit():
        return -20
    return 0 if int(ages[0]) >= SIX_MONTHS else -10


def _cookies(set_cookies: list[str]) -> int:
    if not set_cookies:
        return 0
    held = [morsel for text in set_cookies for morsel in SimpleCookie(text).values()]
    if not all(morsel["secure"] for morsel in held):
        return -40
    if not all(morsel["httponly"] for morsel in held):
        return -30
    return 5 if all(morsel["samesite"].lower() in ("strict", "lax") for morsel in held) else 0


def _scripts(answer: httpx.Response) -> int:
    if not answer.headers.get("content-type", "").startswith("text/html") or not answer.text:
        return 0
    scripts = [script for script in parse(answer.text).iter("script") if script.get("src")]
    if not scripts:
        return 0
    for script in scripts:
        source = urlsplit(script.get("src") or "")
        if source.netloc and source.scheme != "https":
            return -20 if script.get("integrity") else -50
        if source.netloc and not script.get("integrity"):
            return -5
    return 5 if all(script.get("integrity") for script in scripts) else 0


def _sharing(headers: httpx.Headers) -> int:
    is_open = bool(headers.get("access-control-allow-origin"))
    return -50 if is_open and headers.get("access-control-allow-credentials") == "true" else 0
