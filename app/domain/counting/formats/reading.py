"""Which format a file has is told by its first line that says anything, never by its name."""

import re
from typing import BinaryIO

from app.domain.counting.formats.abif import read_abif
from app.domain.counting.formats.blt import BOM, read_blt
from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.formats.openings import read_openings
from app.domain.counting.profile import Profile

OPENINGS = re.compile(rb'\{.*"sayso"\s*:', re.DOTALL)
BLT = re.compile(rb"\d+\s+\d+(?:\s|$)")
ABIF = re.compile(rb"\d+\s*[:*]|[{=]|[^\s:]+\s*:\s*\[")


def read_ballots(file: BinaryIO) -> Profile:
    """Ballots of a seekable file in any format that we know; BrokenFile otherwise."""
    file.seek(0)
    for number, line in enumerate(file, start=1):
        text = line.removeprefix(BOM).strip()
        if text and not text.startswith(b"#"):
            return _read(file, text, line=number)
    raise BrokenFile("file_empty")


def _read(file: BinaryIO, text: bytes, *, line: int) -> Profile:
    if OPENINGS.match(text):
        return read_openings(file)
    if BLT.match(text):
        return read_blt(file)
    if ABIF.match(text):
        return read_abif(file)
    raise BrokenFile("file_unknown", line=line)
