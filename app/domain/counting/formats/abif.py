"""ABIF, the Aggregated Ballot Information Format.

Source: electowiki.org/wiki/ABIF and the grammar of its repository (abif-v0.31.ebnf): lines of metadata
``{...}``, declarations ``=token:[Name]``, votes ``27:A/5>B/3=C``, comments ``#``, in any order.
"""

import json
import re
from collections import Counter
from fractions import Fraction
from itertools import groupby
from typing import BinaryIO, NamedTuple

from app.domain.counting.formats.broken import BrokenFile, BrokenLine, decode
from app.domain.counting.profile import (
    MOST_OPTIONS,
    Profile,
    Ranking,
    Scores,
    WeakRanking,
    add_ballot,
    first_mentions,
)

KEY = r'\[[^\]]*\]|"[^"]*"|[^\s\[\]",=>/#:{}*]+'
VOTE = re.compile(r"(?P<weight>[0-9]{1,15})\s*[:*]\s*(?P<ballot>.*)", re.DOTALL)
DECLARATION = re.compile(rf"=?\s*(?P<key>{KEY})\s*:\s*\[(?P<name>.*)\]\s*(?:#.*)?", re.DOTALL)
SCORE = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
CHOICE = re.compile(rf"\s*(?P<key>{KEY})\s*(?:/\s*(?P<rating>{SCORE}))?\s*(?P<sep>[>=,]?)")
REST = re.compile(r"\s*(?::\s*\{.*\}\s*)?(?:#.*)?", re.DOTALL)


class Choice(NamedTuple):
    place: int
    rating: Fraction | None
    separator: str


def read_abif(file: BinaryIO) -> Profile:
    """Read a whole file from its beginning; BrokenFile names the first line that cannot be read."""
    file.seek(0)
    lines = Counter(file)
    ballots = _Ballots()
    broken: dict[bytes, str] = {}
    votes: list[tuple[bytes, str, int]] = []
    for line, times in lines.items():
        text = decode(line.removeprefix(b"\xef\xbb\xbf")).strip()
        if vote := VOTE.fullmatch(text):
            votes.append((line, vote["ballot"], int(vote["weight"]) * times))
        elif not ballots.describe(text):
            broken[line] = "abif_line"
    for line, ballot, weight in votes:
        try:
            ballots.add_vote(ballot, weight)
        except BrokenLine as error:
            broken[line] = error.reason
    if broken:
        raise _locate(file, broken)
    return ballots.profile()


class _Ballots:
    """Collects options as they are declared or first named, and the distinct ballots."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.names: list[str] = []
        self.seats = 1
        self.title = ""
        self.strict: dict[Ranking, int] = {}
        self.weak: dict[WeakRanking, int] = {}
        self.scores: dict[Scores, int] = {}
        self.approvals: dict[bytes, int] = {}

    def describe(self, text: str) -> bool:
        """Take in a line that is no vote; False if it is not ABIF."""
        if not text or text.startswith("#"):
            return True
        if text.startswith("{"):
            self._note(text)
            return True
        declared = DECLARATION.fullmatch(text)
        if declared is None:
            return False
        name = declared["name"].strip()
        place = self._place(name)
        self.places[_bare(declared["key"])] = place
        return True

    def _note(self, text: str) -> None:
        try:
            known = json.loads(text)
        except (ValueError, RecursionError):
            return
        if isinstance(known.get("title"), str):
            self.title = known["title"]
        if type(known.get("seats")) is int and known["seats"] > 0:
            self.seats = known["seats"]

    def _place(self, name: str) -> int:
        if name not in self.places:
            if len(self.names) == MOST_OPTIONS:
                raise BrokenLine("file_options")
            self.places[name] = len(self.names)
            self.names.append(name)
        return self.places[name]

    def add_vote(self, text: str, weight: int) -> None:
        choices = self._choices(text)
        ranks = first_mentions(_ranks(choices))
        add_ballot(self.strict, self.weak, ranks, weight=weight)
        rated = {one.place: one.rating for one in choices if one.rating is not None}
        if rated:
            given = tuple(sorted(rated.items()))
            self.scores[given] = self.scores.get(given, 0) + weight
            liked = bytes(place for place, rating in given if rating > 0)
        else:
            liked = b"".join(ranks)
        self.approvals[liked] = self.approvals.get(liked, 0) + weight

    def _choices(self, text: str) -> list[Choice]:
        choices: list[Choice] = []
        at = 0
        while not REST.fullmatch(text, at):
            found = CHOICE.match(text, at)
            if found is None or (choices and not choices[-1].separator):
                raise BrokenLine("abif_vote")
            rating = Fraction(found["rating"]) if found["rating"] else None
            choices.append(Choice(self._place(_bare(found["key"])), rating, found["sep"]))
            at = found.end()
        if choices and choices[-1].separator:
            raise BrokenLine("abif_vote")
        return choices

    def profile(self) -> Profile:
        if not self.names:
            raise BrokenFile("file_options", most=MOST_OPTIONS)
        return Profile(
            tuple(self.names),
            self.seats,
            self.strict,
            self.weak,
            self.scores,
            approvals=self.approvals,
            title=self.title,
        )


def _ranks(choices: list[Choice]) -> WeakRanking:
    """By ``>`` and ``=``; a list with commas and ratings goes by its ratings, without them all are equal."""
    if choices and choices[0].separator == "," and all(one.separator in (",", "") for one in choices):
        rated = sorted((one for one in choices if one.rating is not None), key=_rating, reverse=True)
        if rated:
            return tuple(bytes(one.place for one in same) for _, same in groupby(rated, key=_rating))
    ranks: list[list[int]] = [[]]
    for one in choices:
        ranks[-1].append(one.place)
        if one.separator == ">":
            ranks.append([])
    return tuple(bytes(rank) for rank in ranks)


def _rating(choice: Choice) -> Fraction:
    return choice.rating or Fraction(0)


def _bare(key: str) -> str:
    return key[1:-1].strip() if key[0] in '["' else key


def _locate(file: BinaryIO, broken: dict[bytes, str]) -> BrokenFile:
    file.seek(0)
    for number, line in enumerate(file, start=1):
        if line in broken:
            return BrokenFile(broken[line], line=number)
    return BrokenFile("file_unreadable")
