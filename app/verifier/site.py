"""A Sayso server as the verifier sees it: addresses that answer with bytes."""

import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

from app.domain.ledger import canonical, leaves

LEAVES_A_PAGE = 4096
_MAX_DOCUMENT = 64 * 2**20
_MAX_PAGE = 2 * 2**20 + leaves.MAX_BYTES
_MAX_NODES = (2 * LEAVES_A_PAGE + 64) * 32
_TIMEOUT_SECONDS = 60


class Unreadable(Exception):
    """An address did not give what a ledger gives there; says which and why in one line."""


class NotThere(Unreadable):
    """The server has nothing at that address."""


class Site:
    """The public pages under one address, read with no cookie and no name but "sayso-verify"."""

    def __init__(self, address: str) -> None:
        """`address` as a person would paste it; ValueError unless it is http or https."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{address} is not an address that begins with http:// or https://")
        self._base = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/ledger')}"
        self._opener = urllib.request.build_opener()
        self._opener.addheaders = [("User-Agent", "sayso-verify")]

    def record(self, path: str) -> canonical.Value:
        """The JSON at that path."""
        data = self._read(path, limit=_MAX_DOCUMENT)
        try:
            return canonical.parse(data)
        except ValueError as error:
            raise Unreadable(f"{path} is not the JSON of a ledger: {error}") from error

    def leaf_lines(self, start: int, end: int) -> list[bytes]:
        """Bytes of the leaves from `start` on, at most to `end` (not included); the server may give fewer."""
        path = f"/ledger/leaves.jsonl?start={start}&end={min(end, start + LEAVES_A_PAGE)}"
        data = self._read(path, limit=_MAX_PAGE, shorten=True)
        lines = data.split(b"\n")
        # What follows the last line end is nothing, or a line that the limit cut off: the next page has it.
        lines.pop()
        if not 0 < len(lines) <= end - start:
            raise Unreadable(f"{path} gives {len(lines)} leaves")
        return lines

    def node_hashes(self, start: int, end: int) -> bytes:
        """Stored hashes that the leaves from `start` to `end` (not included) completed, level by level."""
        return self._read(f"/ledger/nodes.bin?start={start}&end={end}", limit=_MAX_NODES)

    def _read(self, path: str, *, limit: int, shorten: bool = False) -> bytes:
        try:
            with self._opener.open(self._base + path, timeout=_TIMEOUT_SECONDS) as response:
                data: bytes = response.read(limit + 1)
        except urllib.error.HTTPError as error:
            kind = NotThere if error.code == 404 else Unreadable
            raise kind(f"{path} answers with status {error.code}") from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise Unreadable(f"{path} cannot be read: {reason}") from error
        if len(data) > limit and not shorten:
            raise Unreadable(f"{path} is longer than {limit} bytes")
        return data
