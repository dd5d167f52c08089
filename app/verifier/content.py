"""Whether the open data is what the ledger committed to: every record, no other, and none left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.ledger import canonical
from app.domain.ledger.commitments import SALT_BYTES, opens
from app.verifier.site import NotThere, Site, Unreadable

# The open data's files, and the kind of subject that each holds.
FILES = {
    "answers": "answer",
    "ballots": "ballot",
    "decisions": "decision",
    "minutes": "meeting",
    "motions": "motion",
    "policies": "policy",
    "proposals": "proposal",
    "rulebooks": "rulebook",
}


@dataclass(frozen=True)
class Item:
    """A published record, where it says that it is committed to."""

    subject: str
    record: Mapping[str, canonical.Value]
    leaf: object
    salt: object


def read_open_data(site: Site) -> Iterator[Item]:
    """All items of all files that the server has; Unreadable where a file is no list of items."""
    for file, kind in FILES.items():
        path = f"/open-data/{file}.json"
        try:
            document = site.record(path)
        except NotThere:
            continue
        items = document.get("items") if isinstance(document, dict) else None
        if not isinstance(items, list):
            raise Unreadable(f"{path} is no list of items")
        for item in items:
            yield _item(path, kind, item)


def in_open_data(records: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Those of the records whose kind has a file in the open data."""
    return {subject: leaf for subject, leaf in records.items() if subject.partition(":")[0] in FILES.values()}


def find_differences(items: Iterator[Item], records: Mapping[str, tuple[int, str]]) -> list[str]:
    """One sentence for each record that is changed, uncommitted, outdated, twice there or missing.

    `records` gives, for each public subject, the latest leaf that commits to its record, and the commitment.
    """
    differences, seen = [], set()
    for item in items:
        difference = _difference(item, records.get(item.subject))
        if item.subject in seen:
            difference = "it stands in the open data twice"
        if difference:
            differences.append(f"{_named(item.subject)}: {difference}")
        seen.add(item.subject)
    for subject, (leaf, _) in records.items():
        if subject not in seen:
            differences.append(
                f"{_named(subject)}: leaf {leaf} made it public, but the open data leaves it out"
            )
    return differences


def _item(path: str, kind: str, item: canonical.Value) -> Item:
    if not isinstance(item, dict) or not isinstance(item.get("ref"), str):
        raise Unreadable(f"{path} has an item without a reference")
    ledger = item.get("ledger")
    place = ledger if isinstance(ledger, dict) else {}
    record = {name: value for name, value in item.items() if name != "ledger"}
    return Item(_subject(kind, item["ref"], record), record, place.get("leaf"), place.get("salt"))


def _subject(kind: str, ref: object, record: Mapping[str, canonical.Value]) -> str:
    """Each version of a policy stands for itself: its reference and its number."""
    return f"{kind}:{ref}.{record.get('number')}" if kind == "policy" else f"{kind}:{ref}"


def _difference(item: Item, committed: tuple[int, str] | None) -> str | None:
    if committed is None:
        return "it stands in the open data, but no leaf made it public"
    leaf, digest = committed
    if item.leaf != leaf:
        return f"it names leaf {item.leaf}, but the latest that committed to it is leaf {leaf}"
    salt = _salt(item.salt)
    if salt is None:
        return f"it has no salt with which to open leaf {leaf}"
    return None if _opens(digest, item, salt) else f"its text is not the one that leaf {leaf} committed to"


def _opens(digest: str, item: Item, salt: bytes) -> bool:
    try:
        return opens(digest, item.record, salt=salt)
    except ValueError:
        return False


def _salt(text: object) -> bytes | None:
    try:
        salt = bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return None
    return salt if len(salt) == SALT_BYTES else None


def _named(subject: str) -> str:
    return subject.replace(":", " ", 1)
