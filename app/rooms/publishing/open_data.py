"""Open data as files: JSON with every item, CSV that no spreadsheet runs as a formula."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from app.domain.ledger.canonical import Value

LEDGER_COLUMNS = ("ledger_leaf", "ledger_salt")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_json(items: Sequence[Mapping[str, Value]]) -> bytes:
    """``{"items": [...]}`` as UTF-8. An item without ``ledger`` is the record that its leaf commits to."""
    return json.dumps({"items": items}, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_csv(items: Sequence[Mapping[str, Value]], columns: Sequence[str], *, on_ledger: bool = True) -> bytes:
    """The same items as rows under ``columns``; lists in one cell, ``ledger`` as leaf and salt."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*columns, *(LEDGER_COLUMNS if on_ledger else ())])
    for item in items:
        cells = [item[name] for name in columns]
        if on_ledger:
            place = item["ledger"]
            ledger = place if isinstance(place, Mapping) else {}
            cells += [ledger.get("leaf"), ledger.get("salt")]
        writer.writerow([_cell(value) for value in cells])
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return guard(str(value))
    if isinstance(value, list) and all(isinstance(one, str) and one.split() == [one] for one in value):
        return guard(" ".join(str(one) for one in value))
    return guard(json.dumps(value, ensure_ascii=False, sort_keys=True))


def guard(text: str) -> str:
    """What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
