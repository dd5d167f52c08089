"""What of a request decides which kept page answers it."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.types import Scope

QUERY_NAMES = frozenset({"theme", "older", "newer"})
"""A request with any other name in its query goes to the application, and nothing of it is kept."""


@dataclass(slots=True)
class Asked:
    """What of a request decides which bytes it gets."""

    path: str
    query: tuple[tuple[str, str], ...]
    accept_language: bytes
    takes_gzip: bool
    if_none_match: bytes
    is_head: bool


def read_asked(scope: Scope) -> Asked | None:
    """None for a request that no kept page answers: a range, a fragment, or an unknown query."""
    language = encoding = match = b""
    for name, value in scope["headers"]:
        if name == b"accept-language":
            language = value
        elif name == b"accept-encoding":
            encoding = value
        elif name == b"if-none-match":
            match = value
        elif name in (b"range", b"hx-request", b"authorization"):
            return None
    query = _read_query(scope["query_string"]) if scope["query_string"] else ()
    if query is None:
        return None
    return Asked(scope["path"], query, language, takes_gzip(encoding), match, scope["method"] == "HEAD")


@lru_cache(512)
def takes_gzip(accept_encoding: bytes) -> bool:
    """True when gzip is named and not refused with q=0 (RFC 9110, 12.5.3)."""
    for part in accept_encoding[:200].lower().split(b","):
        coding, _, weight = part.partition(b";")
        if coding.strip() == b"gzip":
            return weight.strip().removeprefix(b"q=").strip(b"0.") != b"" or not weight
    return False


def _read_query(raw: bytes) -> tuple[tuple[str, str], ...] | None:
    if len(raw) > 200:
        return None
    pairs = parse_qsl(raw.decode("latin-1"), keep_blank_values=True)
    return tuple(sorted(pairs)) if pairs and all(name in QUERY_NAMES for name, _ in pairs) else None
