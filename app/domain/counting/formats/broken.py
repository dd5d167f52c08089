"""A file that cannot be read exactly is not read at all."""

from app.domain.errors import InvalidInput


class BrokenFile(InvalidInput):
    """``reason`` is a key with its words elsewhere; ``line`` counts from 1 (0: the file as a whole)."""

    def __init__(self, reason: str, *, line: int = 0, **facts: str | int) -> None:
        super().__init__(reason, field="file", line=line, **facts)
        self.reason = reason
        self.line = line


class BrokenLine(Exception):
    """Raised by the readers of single lines, which do not know their number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decode(text: bytes) -> str:
    """UTF-8, or Latin-1 for old files."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")
