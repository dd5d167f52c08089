"""``bundle.zip``: which files it has, the one way in which they are packed, and what is signed over them.

``docs/ballots.md`` describes it. The same ballot gives the same bytes on every machine.
"""

import hashlib
import io
import zipfile
from collections.abc import Mapping

from app.domain.ballots.paper import Chamber
from app.domain.ledger import canonical
from app.domain.ledger.canonical import Value

PAPER, NULLIFIERS, RECORD = "paper.json", "nullifiers.txt", "record.json"
RESULT, CARDS, LEAVES, HEADS = "result.json", "cards.json", "leaves.jsonl", "heads.json"
KIND = "sayso bundle 1"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def openings_name(chamber: Chamber) -> str:
    """The file with the opened votes of a chamber."""
    return f"openings-{chamber.value}.jsonl"


ORDER = (PAPER, *map(openings_name, Chamber), NULLIFIERS, RECORD, RESULT, CARDS, LEAVES, HEADS)
"""Every name that a bundle may have, in its order."""
ALWAYS = frozenset((PAPER, NULLIFIERS, RECORD, RESULT, CARDS, LEAVES, HEADS))


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive: in the order of ``ORDER``, without times, stored and not deflated (zlibs differ)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ORDER:
            if name in files:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.create_system, entry.external_attr = 3, 0o100644 << 16
                archive.writestr(entry, files[name])
    return out.getvalue()


def digests(files: Mapping[str, bytes]) -> dict[str, Value]:
    """SHA-256 of every file but ``heads.json``, which holds these."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != HEADS}


def signed_bytes(heads: Mapping[str, Value]) -> bytes:
    """What the signature in ``heads.json`` covers: all of that file but the signature, and its kind."""
    return canonical.encode({"kind": KIND} | {name: heads[name] for name in heads if name != "signature"})


def lines(entries: list[bytes]) -> bytes:
    """One entry a line."""
    return b"".join(entry + b"\n" for entry in entries)
