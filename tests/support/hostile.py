"""What nobody's browser sends: for addresses, for queries, for fields, for whole bodies."""

from random import Random
from typing import Any

from tests.support.doors import Door, is_repeated, options_of

PIECES = (
    "%00",
    "..%2f..%2fetc%2fpasswd",
    "%ed%a0%80",
    "%ff%fe",
    "-1",
    "0",
    "9" * 30,
    "2147483648",
    "9223372036854775808",
    "%C2%B2",
    "%D9%A1",
    "A" * 3000,
    "F-ÅÄÖ",
    "'%20OR%201=1--",
    "{{7*7}}",
    "*",
    "%0d%0aX:%20y",
)
WORDS: tuple[bytes, ...] = (
    b"",
    b" ",
    b"\x00",
    b"a\x00b",
    b"\xff\xfe\xfd",
    "\ud800".encode("utf-8", "surrogatepass"),
    "\u202e\u200b\ufeff".encode(),
    b"-1",
    b"0",
    b"1e400",
    b"9" * 40,
    b"9223372036854775808",
    b"nan",
    "²".encode(),
    "١٢".encode(),
    b"2026-02-30",
    b"0000-00-00",
    b"9999-12-31",
    b"10000-01-01",
    b"2026-11-24",
    b"25:61",
    b"23:59",
    b"2026-W99",
    b"true",
    b"yes",
    b"on",
    b"[1]",
    b"{}",
    b"%00%s%n",
    b"A" * 40_000,
    "🕊".encode() * 500,
    b"<script>alert(1)</script>",
    b"'; DROP TABLE account; --",
    b"\r\n\r\n",
    b"Drop-in\nNight van\n" * 200,
)
EXTRAS = ("choice", "approve", "rank-1", "ballot", "action", "seat", "photo", "page", "after", "q", "theme")


def hostile_address(door: Door, values: dict[str, str], rng: Random) -> str:
    """The door's address, with one of its parameters hostile half of the time, and a query now and then."""
    if door.parameters and rng.random() < 0.5:
        values = {**values, rng.choice(door.parameters): rng.choice(PIECES)}
    query = f"?{rng.choice(EXTRAS)}={rng.choice(PIECES)}" if rng.random() < 0.3 else ""
    return door.at(values) + query


def hostile_fields(door: Door, rng: Random) -> dict[str, list[bytes]]:
    """Some of the form's fields right, some missing, some hostile, and some that the form has not."""
    fields = {name: _values(field, rng) for name, field in door.fields.items() if rng.random() < 0.8}
    if rng.random() < 0.3:
        fields[rng.choice(EXTRAS)] = [rng.choice(WORDS)]
    return fields


def hostile_body(rng: Random) -> tuple[bytes, str]:
    """A body that is no form, and what it says that it is."""
    kinds = (
        (b"\x00\xff" * 500, "application/octet-stream"),
        (b"%", "application/x-www-form-urlencoded"),
        (b"a=%ff&csrf=%ed%a0%80&=&&==" * 20, "application/x-www-form-urlencoded; charset=utf-16"),
        (b"&".join(b"f%d=1" % number for number in range(1200)), "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
        (b"--\r\n", "multipart/form-data"),
        (b'{"csrf": 1}', "application/json"),
        (b"", "multipart/form-data; boundary="),
        (
            b"--x\r\nContent-Disposition: form-data; name=csrf; filename=a\r\n\r\nz\r\n--x--",
            "multipart/form-data; boundary=x",
        ),
    )
    return rng.choice(kinds)


def _values(field: Any, rng: Random) -> list[bytes]:  # Any: pydantic's own field description
    options = [option.encode() for option in options_of(field)]
    many = rng.randrange(4) if is_repeated(field) else 1
    pool = (*options, *options, *WORDS) if options else WORDS
    return [rng.choice(pool) for _ in range(many)]
