"""Our own openings: a line that says what was voted on, then one opened vote a line, in canonical JSON.

docs/counting.md describes the format, ``openings/1``. Lines carry no order and no link to a card.
"""

import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, BinaryIO, TypeGuard

from app.domain.counting.formats.broken import BrokenFile, BrokenLine
from app.domain.counting.majority import MORE_YES_THAN_NO, Base, MajorityRule, Share
from app.domain.counting.profile import (
    MOST_OPTIONS,
    Profile,
    Ranking,
    Scores,
    WeakRanking,
    add_ballot,
    first_mentions,
)

VERSION = "openings/1"
ABSTAIN = "abstain"
KINDS = frozenset({"choice", "approve", "rank", "score"})


def read_openings(file: BinaryIO) -> Profile:
    """Read a whole file from its beginning; BrokenFile names the first line that cannot be read."""
    file.seek(0)
    ballots = _Ballots(_read_header(file.readline()))
    broken: dict[bytes, str] = {}
    for line, times in Counter(file).items():
        try:
            if line.strip():
                ballots.add(line, times)
        except BrokenLine as error:
            broken[line] = error.reason
    if broken:
        file.seek(0)
        for number, line in enumerate(file, start=1):
            if line in broken and number > 1:
                raise BrokenFile(broken[line], line=number)
    return ballots.profile()


def canonical_line(value: Mapping[str, object]) -> bytes:
    """The bytes of one line: sorted keys, no spaces, UTF-8, a newline."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _read_header(line: bytes) -> dict[str, Any]:  # Any: JSON as it was found, checked key by key
    try:
        header = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenFile("openings_header", line=1) from error
    if not isinstance(header, dict) or header.get("sayso") != VERSION:
        raise BrokenFile("openings_header", line=1)
    options, seats = header.get("options"), header.get("seats", 1)
    if not _is_names(options) or not 1 <= len(set(options)) == len(options) <= MOST_OPTIONS:
        raise BrokenFile("file_options", line=1, most=MOST_OPTIONS)
    if type(seats) is not int or seats < 1:
        raise BrokenFile("file_seats", line=1)
    withdrawn = header.get("withdrawn", [])
    reopen = [header["reopen"]] if "reopen" in header else []
    if not _is_names(withdrawn) or not _is_names(reopen) or not {*withdrawn, *reopen} <= set(options):
        raise BrokenFile("openings_option", line=1)
    return header


def _is_names(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _read_rule(header: Mapping[str, Any]) -> tuple[MajorityRule, int]:  # Any: as above
    given = header.get("rule")
    if given is None:
        return MORE_YES_THAN_NO, 0
    try:
        share = Share(int(given["numerator"]), int(given["denominator"]), strict=given["strict"] is True)
        return MajorityRule(share, Base(given.get("base", "cast"))), int(given.get("entitled", 0))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenFile("openings_rule", line=1) from error


class _Ballots:
    def __init__(self, header: Mapping[str, Any]) -> None:  # Any: as above
        self.header = header
        self.rule, self.entitled = _read_rule(header)
        self.places = {name: place for place, name in enumerate(header["options"])}
        self.strict: dict[Ranking, int] = {}
        self.weak: dict[WeakRanking, int] = {}
        self.scores: dict[Scores, int] = {}

    def add(self, line: bytes, times: int) -> None:
        try:
            opened = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BrokenLine("openings_json") from error
        kinds = KINDS & opened.keys() if isinstance(opened, dict) else frozenset()
        if len(kinds) != 1:
            raise BrokenLine("openings_kind")
        (kind,) = kinds
        ranks = self._read(kind, opened[kind], times)
        add_ballot(self.strict, self.weak, first_mentions(ranks), weight=times)

    def _read(self, kind: str, vote: Any, times: int) -> WeakRanking:  # Any: as above
        if kind == "choice":
            abstains = vote is None or (vote == ABSTAIN and ABSTAIN not in self.places)
            return () if abstains else (bytes([self._place(vote)]),)
        if kind == "score":
            return self._read_scores(vote, times)
        if not isinstance(vote, list):
            raise BrokenLine("openings_kind")
        if kind == "approve":
            return (bytes(self._place(name) for name in vote),)
        return tuple(self._read_rank(rank) for rank in vote if rank is not None)

    def _read_rank(self, rank: Any) -> bytes:  # Any: as above
        names = rank if isinstance(rank, list) else [rank]
        return bytes(self._place(name) for name in names)

    def _read_scores(self, vote: Any, times: int) -> WeakRanking:  # Any: as above
        if not isinstance(vote, dict) or any(type(score) is not int for score in vote.values()):
            raise BrokenLine("openings_score")
        given = tuple(sorted((self._place(name), Fraction(score)) for name, score in vote.items()))
        self.scores[given] = self.scores.get(given, 0) + times
        levels = sorted({score for _, score in given}, reverse=True)
        return tuple(bytes(place for place, score in given if score == level) for level in levels)

    def _place(self, name: Any) -> int:  # Any: as above
        if not isinstance(name, str) or name not in self.places:
            raise BrokenLine("openings_option")
        return self.places[name]

    def profile(self) -> Profile:
        reopen = self.header.get("reopen")
        return Profile(
            tuple(self.header["options"]),
            self.header.get("seats", 1),
            self.strict,
            self.weak,
            self.scores,
            withdrawn=frozenset(self.places[name] for name in self.header.get("withdrawn", [])),
            reopen=None if reopen is None else self.places[reopen],
            rule=self.rule,
            entitled=self.entitled,
            title=str(self.header.get("title", "")),
        )
