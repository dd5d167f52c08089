"""Open data as files: JSON with every item, CSV that no spreadsheet runs as a formula."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from app.domain.ledger.canonical import Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_json(items: Sequence[Mapping[str, Value]]) -> bytes:
    """``{"items": [...]}`` as UTF-8. An item without ``ledger`` is the record that its leaf commits to."""
    return json.dumps({"items": items}, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_csv(items: Sequence[Mapping[str, Value]], columns: Sequence[str]) -> bytes:
    """The same items as rows under ``columns``; lists in one cell, ``ledger`` as leaf and salt."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*columns, "ledger_leaf", "ledger_salt"])
    for item in items:
        place = item["ledger"]
        ledger = place if isinstance(place, Mapping) else {}
        cells = [item[name] for name in columns] + [ledger.get("leaf"), ledger.get("salt")]
        writer.writerow([_cell(value) for value in cells])
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str | int) else " ".join(str(one) for one in value)
    return guard(str(text))


def guard(text: str) -> str:
    """What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
