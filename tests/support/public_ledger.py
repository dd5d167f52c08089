"""A small ledger on loopback, as the public pages serve one; a test may falsify any part of it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nacl.signing import SigningKey

from app.domain.ledger import canonical, leaves, tree
from app.domain.ledger.commitments import commitment
from app.domain.ledger.heads import Head, SignedHead, signed_bytes, to_record
from app.domain.ledger.leaves import Leaf

SIGNING = SigningKey(b"\x07" * 32)
KEY = bytes(SIGNING.verify_key).hex()


@dataclass
class PublicLedger:
    """What is served, piece by piece: leaves, stored hashes, heads, open data."""

    key: str = KEY
    leaves: list[bytes] = field(default_factory=list)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    heads: list[dict[str, Any]] = field(default_factory=list)
    open_data: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {"answers": []})
    current_root: str | None = None
    leaves_a_page: int = 100

    def node(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]

    def append(self, leaf: Leaf) -> int:
        """Append a leaf as the program does; gives its index."""
        data, index = leaves.encode(leaf), len(self.leaves)
        for level, place, digest in tree.append(index, tree.leaf_hash(data), self.node):
            self.nodes[level, place] = digest
        self.leaves.append(data)
        return index

    def sign(self, day: date) -> None:
        """Publish a head of all leaves so far."""
        head = Head(len(self.leaves), tree.root(len(self.leaves), self.node).hex(), day)
        signature = SIGNING.sign(signed_bytes(head)).signature.hex()
        self.heads.append(dict(to_record(SignedHead(head, signature))))

    def publish_answer(self, ref: str, text: str) -> int:
        """Publish or correct an answer: a leaf, and the item in the open data."""
        record: dict[str, Any] = {"ref": ref, "title": "Opening hours", "body": text}
        salt = bytes([len(self.leaves) % 256]) * 32
        index = self.append(
            Leaf(
                act="answer.publish",
                subject=f"answer:{ref}",
                state="published",
                by="responder",
                week="2026-W47",
                facts={"voices": 3},
                commitments={"record": commitment(record, salt=salt)},
            )
        )
        others = [item for item in self.open_data["answers"] if item["ref"] != ref]
        item = {**record, "ledger": {"leaf": index, "salt": salt.hex()}}
        self.open_data["answers"] = [*others, item]
        return index

    def respond(self, address: str) -> bytes | None:
        """The body at an address, or None."""
        parts = urlsplit(address)
        query = {name: int(values[0]) for name, values in parse_qs(parts.query).items()}
        for pattern, body in _ADDRESSES.items():
            match = re.fullmatch(pattern, parts.path)
            if match:
                return body(self, query, *match.groups())
        return None

    def head_json(self, _query: dict[str, int]) -> bytes:
        root = self.current_root or tree.root(len(self.leaves), self.node).hex()
        current = {"size": len(self.leaves), "root": root}
        return json.dumps({"key": self.key, "heads": self.heads, "current": current}).encode()

    def leaf_lines(self, query: dict[str, int]) -> bytes:
        end = min(query["end"], query["start"] + self.leaves_a_page)
        return b"".join(line + b"\n" for line in self.leaves[query["start"] : end])

    def node_hashes(self, query: dict[str, int]) -> bytes:
        start, end = query["start"], query["end"]
        levels = range(end.bit_length())
        return b"".join(
            self.nodes[level, index] for level in levels for index in range(start >> level, end >> level)
        )

    def inclusion(self, query: dict[str, int], index: str) -> bytes:
        path = tree.inclusion_proof(int(index), query["size"], self.node)
        return json.dumps({"leaf": self.nodes[0, int(index)].hex(), "path": _hex(path)}).encode()

    def consistency(self, _query: dict[str, int], old: str, new: str) -> bytes:
        return json.dumps({"path": _hex(tree.consistency_proof(int(old), int(new), self.node))}).encode()

    def items(self, _query: dict[str, int], name: str) -> bytes | None:
        if name not in self.open_data:
            return None
        return json.dumps({"items": self.open_data[name]}, ensure_ascii=False).encode()


_ADDRESSES = {
    r"/ledger/head\.json": PublicLedger.head_json,
    r"/ledger/leaves\.jsonl": PublicLedger.leaf_lines,
    r"/ledger/nodes\.bin": PublicLedger.node_hashes,
    r"/ledger/proof/(\d+)\.json": PublicLedger.inclusion,
    r"/ledger/consistency/(\d+)/(\d+)\.json": PublicLedger.consistency,
    r"/open-data/(\w+)\.json": PublicLedger.items,
}


def a_ledger() -> PublicLedger:
    """Three days, three heads, two answers of which one was corrected, one unsigned act at the end."""
    ledger = PublicLedger()
    for day in (18, 19, 20):
        for number in range(5):
            ledger.append(
                Leaf(
                    act="feedback.screen",
                    subject=f"feedback:F-{day}{number}",
                    state="being_looked_at",
                    by="steward",
                    week="2026-W47",
                )
            )
        ledger.publish_answer(f"A-{day}", "Sí: open until nine ☕.")
        ledger.sign(date(2026, 11, day))
    ledger.publish_answer("A-18", "Open until ten.")
    return ledger


@contextmanager
def served(ledger: PublicLedger) -> Iterator[str]:
    """The ledger on a free port of loopback; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = ledger.respond(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _hex(path: list[bytes]) -> list[str]:
    return [step.hex() for step in path]


def recommitted(item: dict[str, Any]) -> str:
    """The commitment to an item's record as it stands, with its own salt."""
    record: dict[str, canonical.Value] = {name: value for name, value in item.items() if name != "ledger"}
    return commitment(record, salt=bytes.fromhex(item["ledger"]["salt"]))
