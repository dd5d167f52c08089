"""BLT files: numbers of options and seats, withdrawn ones, ballots, names, title.

Source: Hill, Wichmann and Woodall, "Algorithm 123: Single transferable vote by Meek's method" (1987), with
the additions that are in use since: ``#`` comments, ballot identifiers in brackets, ``=`` between equal
ranks (or brackets around them), ``-`` for a skipped rank, a final 0 that may be missing, names without
quotes. docs/counting.md lists what is accepted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from app.domain.counting.formats.broken import BrokenFile, BrokenLine, decode
from app.domain.counting.profile import (
    MOST_OPTIONS,
    Profile,
    Ranking,
    WeakRanking,
    add_ballot,
    first_mentions,
)

BOM = b"\xef\xbb\xbf"
END = re.compile(rb'\s*0\s*(?:#.*|(?P<names>".*))?$', re.DOTALL)
COMMENT = re.compile(rb"#.*", re.DOTALL)
BALLOT_ID = re.compile(rb"^\s*\([^)]*\)\s+(?=\d)")
BRACKETS = re.compile(rb"\(([^)]*)\)")
WITHDRAWN = re.compile(rb"(?:-\d+\s*)+")
LONGEST_NUMBER = 15
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\S+')


def read_blt(file: BinaryIO) -> Profile:
    """Read a whole file from its beginning; BrokenFile names the first line that cannot be read."""
    file.seek(0)
    header_line, header = _first_line(file)
    if len(header) > 2:
        return _read_flat(file)
    size, seats = _sizes(header, header_line)
    body = _Body(file)
    ballots = _Ballots(size)
    ballots.add_lines(Counter(body))
    if ballots.broken:
        raise _locate(file, header_line, ballots.broken)
    if not body.ended:
        raise BrokenFile("blt_no_end", line=_count_lines(file))
    names, title = _read_names([body.names, *file], size) or (None, "")
    if names is None:
        raise BrokenFile("blt_names_missing", line=_count_lines(file), options=size)
    return ballots.profile(names, seats, title=title)


class _Body:
    """The lines of ballots; stops at the line that ends them and keeps what else stands on it."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines = lines
        self.ended = False
        self.names = b""

    def __iter__(self) -> Iterator[bytes]:
        for line in self.lines:
            # Anything that sorts before "1" is no plain ballot: a zero, space, comment, minus, bracket.
            if line[0] < 49 and (end := END.match(line)):
                self.ended = True
                self.names = end["names"] or b""
                return
            yield line


class _Ballots:
    """Collects distinct ballots from distinct lines; what cannot be read waits in ``broken``."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.strict: dict[Ranking, int] = {}
        self.weak: dict[WeakRanking, int] = {}
        self.withdrawn: set[int] = set()
        self.broken: dict[bytes, str] = {}
        self.places = {str(place + 1).encode(): place for place in range(size)}

    def add_lines(self, lines: Counter[bytes]) -> None:
        """The plain form on the quick way, everything else token by token; empties ``lines``."""
        place_of, strict = self.places.__getitem__, self.strict
        while lines:
            line, times = lines.popitem()
            fields = line.split()
            try:
                ranking = bytes(map(place_of, fields[1:-1]))
                weight = int(fields[0]) * times
            except (KeyError, ValueError, IndexError):
                self._add_odd(line, times)
                continue
            if fields[-1] != b"0" or len(fields) < 2 or len(set(ranking)) != len(ranking) or weight <= 0:
                self._add_odd(line, times)
            else:
                strict[ranking] = strict.get(ranking, 0) + weight

    def _add_odd(self, line: bytes, times: int) -> None:
        try:
            self.add_ballot(line, times)
        except BrokenLine as error:
            self.broken[line] = error.reason

    def add_ballot(self, line: bytes, times: int) -> None:
        """One line in any accepted form; blank lines, comments and weight 0 add nothing."""
        text = COMMENT.sub(b"", BALLOT_ID.sub(b"", line)).strip()
        if not text or text.startswith(b"."):
            return
        if WITHDRAWN.fullmatch(text):
            self.withdrawn.update(self._place(number[1:]) for number in text.split())
            return
        text = BRACKETS.sub(lambda rank: b"=".join(rank[1].split()), text)
        text = b" ".join(text.split()).replace(b" =", b"=").replace(b"= ", b"=")
        weight, *ranks = text.split(b" ")
        if not _is_number(weight):
            raise BrokenLine("blt_weight")
        if ranks and ranks[-1] == b"0":
            ranks.pop()
        if int(weight):
            groups = tuple(self._rank(rank) for rank in ranks if rank != b"-")
            add_ballot(self.strict, self.weak, first_mentions(groups), weight=int(weight) * times)

    def _rank(self, text: bytes) -> bytes:
        return bytes(self._place(number) for number in text.split(b"="))

    def _place(self, number: bytes) -> int:
        if not _is_number(number):
            raise BrokenLine("blt_not_a_number")
        if not 1 <= int(number) <= self.size:
            raise BrokenLine("blt_no_such_option")
        return int(number) - 1

    def profile(self, names: tuple[str, ...], seats: int, *, title: str) -> Profile:
        gone = frozenset(self.withdrawn)
        return Profile(names, seats, self.strict, self.weak, withdrawn=gone, title=title)


def _first_line(file: BinaryIO) -> tuple[int, list[bytes]]:
    for number, line in enumerate(file, start=1):
        fields = COMMENT.sub(b"", line.removeprefix(BOM) if number == 1 else line).split()
        if fields:
            return number, fields
    raise BrokenFile("file_empty")


def _sizes(header: list[bytes], line: int) -> tuple[int, int]:
    if len(header) != 2 or not all(map(_is_number, header)):
        raise BrokenFile("blt_header", line=line)
    size, seats = int(header[0]), int(header[1])
    if not 1 <= size <= MOST_OPTIONS:
        raise BrokenFile("file_options", line=line, most=MOST_OPTIONS)
    if seats < 1:
        raise BrokenFile("file_seats", line=line)
    return size, seats


def _is_number(field: bytes) -> bool:
    return field.isdigit() and len(field) <= LONGEST_NUMBER


def _locate(file: BinaryIO, header_line: int, broken: dict[bytes, str]) -> BrokenFile:
    file.seek(0)
    for number, line in islice(enumerate(file, start=1), header_line, None):
        if line in broken:
            return BrokenFile(broken[line], line=number)
    return BrokenFile("file_unreadable")


def _count_lines(file: BinaryIO) -> int:
    file.seek(0)
    return sum(1 for _ in file)


def _read_names(lines: Iterable[bytes], size: int) -> tuple[tuple[str, ...], str] | None:
    """Names one a line, or several on a line where there are fewer lines than options; None if too few."""
    texts = [decode(line).strip() for line in lines]
    texts = [text for text in texts if text and not text.startswith("#")]
    if len(texts) < size:
        texts = [token for text in texts for token in TOKEN.findall(text)]
    if len(texts) < size:
        return None
    names = [_unquote(text) for text in texts[: size + 1]]
    return _distinct(names[:size]), "".join(names[size:])


def _unquote(text: str) -> str:
    """Outer quotes and a comment after them go; quotes inside stay, doubled or escaped ones once."""
    if quoted := re.fullmatch(r'"(.*)"\s*(?:#.*)?', text, re.DOTALL):
        return re.sub(r'\\(["\\])|""', lambda pair: pair[1] or '"', quoted[1]).strip()
    return re.sub(r"\s#.*", "", text).strip().strip('"')


def _distinct(names: list[str]) -> tuple[str, ...]:
    """A name that stands twice gets its number behind it, so that a result can tell them apart."""
    count = Counter(names)
    return tuple(
        f"{name} ({number})" if count[name] > 1 else name for number, name in enumerate(names, start=1)
    )


def _read_flat(file: BinaryIO) -> Profile:
    """A file without line breaks between its parts: every list ends with its 0."""
    file.seek(0)
    text = b"\n".join(COMMENT.sub(b"", line) for line in file.read().removeprefix(BOM).split(b"\n"))
    tokens = TOKEN.findall(decode(text))
    size, seats = _sizes([token.encode() for token in tokens[:2]], 1)
    ballots = _Ballots(size)
    ballot: list[str] = []
    rest = iter(tokens[2:])
    for part in rest:
        if part == "0" and not ballot:
            break
        ballot.append(part)
        if part == "0" or WITHDRAWN.fullmatch(part.encode()):
            _add_flat(ballots, ballot)
            ballot = []
    else:
        raise BrokenFile("blt_no_end", line=1)
    found = _read_names([" ".join(rest).encode()], size)
    if found is None:
        raise BrokenFile("blt_names_missing", line=1, options=size)
    return ballots.profile(found[0], seats, title=found[1])


def _add_flat(ballots: _Ballots, tokens: list[str]) -> None:
    try:
        ballots.add_ballot(" ".join(tokens).encode(), 1)
    except BrokenLine as error:
        raise BrokenFile(error.reason, line=1) from error
