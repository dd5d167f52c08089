"""The grammar of a line of the list, and where such a line stands in a text.

kill myself           these words, one after another
overdos*              any ending        *word  any beginning        *word*  both
suicide~              misspellings too (one letter more, fewer, other, or two exchanged)
he/she/they           one of these
kill ... myself       up to four words may stand between, in the same sentence
[child]               one of a named set
#minor                a number from 1 to 17, or such an age in words
%ደበደበ                 an Amharic root with any vowels around it
*ክኒን*                 in Amharic the vowel of the last letter is free: endings change it
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from app.domain.danger.letters import Token, fold, roots

MOST_BETWEEN = 4
GAP = "..."
_MINOR = "#minor"
_AGES_IN_WORDS = {
    *["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"],
    *["doce", "trece", "catorce", "quince", "dieciseis", "diecisiete"],
    "አስራ",  # with which Amharic begins all from eleven to nineteen
}
_AGE = re.compile(r"\D?(1[0-7]|[1-9])(?:yo|yrs?|y|f|m)?")
MOST_STARTS = 400
"""So many places a line is tried at: a text that says one word a thousand times costs no more."""
_SHORTEST_JOINED = 7
_MOST_JOINED = 200
_LONGEST_PIECE = 4
_SHORTEST_INFLECTED = 3


@dataclass(frozen=True)
class Pattern:
    """A line taken apart: each step is the set of atoms that may stand there; None is a gap."""

    steps: tuple[frozenset[str] | None, ...]

    @cached_property
    def joined(self) -> tuple[str, ...]:
        """The line as one word, for letters that stand apart; none where it has more than plain words."""
        plain = [[word for word in sorted(step or ()) if word.isalpha()] for step in self.steps]
        if math.prod(map(len, plain)) > _MOST_JOINED:
            return ()
        words = ("".join(words) for words in product(*plain))
        return tuple(word for word in words if len(word) >= _SHORTEST_JOINED)


class BadLine(ValueError):
    """A line that nothing could match, or everything."""


def parse(words: str, sets: Mapping[str, Set[str]]) -> Pattern:
    """Take a line apart; ``BadLine`` when it has an unknown set, no word, or a gap at an end."""
    steps: list[frozenset[str] | None] = []
    for part in words.split():
        steps.append(None if part in (GAP, "…") else _atoms(part, sets))
    if not steps or steps[0] is None or steps[-1] is None:
        raise BadLine(words)
    return Pattern(tuple(steps))


def _atoms(part: str, sets: Mapping[str, Set[str]]) -> frozenset[str]:
    found: set[str] = set()
    for one in part.split("/"):
        if one.startswith("[") and one.endswith("]"):
            if one[1:-1] not in sets:
                raise BadLine(part)
            found |= {_atom(member) for member in sets[one[1:-1]]}
        else:
            found.add(_atom(one))
    return frozenset(found)


def _atom(word: str) -> str:
    if word == _MINOR:
        return word
    folded = fold(word).replace("'", "" if not fold(word).startswith("od") else "'")
    if folded.startswith("%"):
        folded = "%" + roots(folded[1:])
    bare = folded.strip("*~%")
    if len(bare) < (1 if "*" not in folded else 3 if bare.isascii() else 2):
        raise BadLine(word)
    return folded


@dataclass
class Vocabulary:
    """All atoms of all lines, arranged so that a word finds those that it matches."""

    exact: set[str] = field(default_factory=set)
    beginnings: set[str] = field(default_factory=set)
    loose_ascii: set[str] = field(default_factory=set)
    loose: dict[str, set[str]] = field(default_factory=dict)
    """By the first two letters, as roots: so few are held against a word."""
    spelt: set[str] = field(default_factory=set)
    misspelt: dict[str, set[str]] = field(default_factory=dict)

    def add(self, atom: str) -> None:
        """Take one atom in."""
        if atom.startswith(("*", "%")):
            if atom.isascii():
                self.loose_ascii.add(atom)
            else:
                self.loose.setdefault(roots(atom.strip("*%")[:2]), set()).add(atom)
        elif atom.endswith("*"):
            self.beginnings.add(atom[:-1])
        elif atom.endswith("~"):
            self.spelt.add(atom)
            for form in _deletes(atom[:-1]):
                self.misspelt.setdefault(form, set()).add(atom)
        else:
            self.exact.add(atom)

    def atoms_of(self, forms: Iterable[str]) -> set[str]:
        """The atoms that any form of a word matches."""
        found: set[str] = set()
        for form in forms:
            if form in self.exact:
                found.add(form)
            if form in _AGES_IN_WORDS or (form[-3:].isalnum() and _AGE.fullmatch(form)):
                found.add(_MINOR)
            found |= {form[:n] + "*" for n in range(3, len(form) + 1) if form[:n] in self.beginnings}
            found |= self._misspelt(form)
            root = roots(form)
            found |= {atom for atom in self._loose_near(form, root) if _is_loose_match(atom, form, root)}
        return found

    def _loose_near(self, form: str, root: str) -> Iterable[str]:
        if form.isascii():
            return self.loose_ascii
        pairs = {root[place : place + 2] for place in range(len(root) - 1)}
        return self.loose_ascii.union(*(self.loose[pair] for pair in pairs & self.loose.keys()))

    def _misspelt(self, form: str) -> set[str]:
        if len(form) < 5 or len(form) > 20 or not self.misspelt:
            return set()
        near: set[str] = set()
        for one in _deletes(form):
            near |= self.misspelt.get(one, set())
        return {atom for atom in near if _is_near(form, atom[:-1])}


def _is_loose_match(atom: str, form: str, root: str) -> bool:
    if atom.startswith("%"):
        return atom[1:] in root
    if atom.endswith("*"):
        return atom[1:-1] in form or (not atom.isascii() and _stands_inflected(atom[1:-1], form, root))
    return form.endswith(atom[1:])


def _stands_inflected(piece: str, form: str, root: str) -> bool:
    """An Amharic ending changes the vowel of the letter that it is put to: that one may have any."""
    if len(piece) < _SHORTEST_INFLECTED:
        return False
    last, place = roots(piece[-1]), form.find(piece[:-1])
    while place >= 0:
        after = place + len(piece) - 1
        if root[after : after + 1] == last:
            return True
        place = form.find(piece[:-1], place + 1)
    return False


def _deletes(word: str) -> set[str]:
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _is_near(one: str, other: str) -> bool:
    """One letter more, fewer or other, or two neighbours exchanged; the first letter must be right."""
    if one == other:
        return True
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        wrong = [place for place in range(len(one)) if one[place] != other[place]]
        if len(wrong) == 1:
            return True
        exchanged = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return exchanged and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    shorter, longer = sorted((one, other), key=len)
    return shorter in {longer[:place] + longer[place + 1 :] for place in range(len(longer))}


@dataclass(frozen=True)
class Found:
    """Where a pattern stands: the first word and the one after the last."""

    first: int
    after: int


class Reading:
    """One text, read once; then every pattern asks where it stands."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        known: dict[frozenset[str], set[str]] = {}
        self.atoms: list[set[str]] = []
        self.places: dict[str, list[int]] = {}
        self._pairs: dict[int, set[str]] = {}
        self._sentences: dict[tuple[Pattern, ...], Set[int]] = {}
        self._apart = [place for place, token in enumerate(tokens) if token.is_apart]
        for place, token in enumerate(tokens):
            if token.forms not in known:
                known[token.forms] = vocabulary.atoms_of(token.forms)
            self._put(place, known[token.forms])
            self._put_pair(place, vocabulary)

    def _put(self, place: int, atoms: set[str]) -> None:
        self.atoms.append(atoms)
        for atom in atoms:
            self.places.setdefault(atom, []).append(place)

    def _put_pair(self, place: int, vocabulary: Vocabulary) -> None:
        """ "ra ped": two short pieces may be one word that is in the list as it stands."""
        if place + 1 >= len(self.tokens):
            return
        one, two = min(self.tokens[place].forms), min(self.tokens[place + 1].forms)
        if max(len(one), len(two)) > _LONGEST_PIECE or len(one + two) < 5 or min(len(one), len(two)) < 2:
            return
        if one + two in vocabulary.exact or one + two + "~" in vocabulary.spelt:
            atoms = vocabulary.atoms_of([one + two])
            self._pairs[place] = atoms
            for atom in atoms:
                self.places.setdefault(atom, []).append(place)

    def find(self, pattern: Pattern, *, stops: Set[str] = frozenset()) -> list[Found]:
        """Every place where the pattern begins; a gap crosses no sentence and none of ``stops``."""
        first = pattern.steps[0] or frozenset()
        present = first & self.places.keys()
        if not present:
            return []
        found = []
        starts = sorted({place for atom in present for place in self.places[atom]})
        for start in starts[:MOST_STARTS]:
            after = self._match(pattern.steps, start, stops)
            if after is not None:
                found.append(Found(start, after))
        return found

    def sentences_with(self, patterns: tuple[Pattern, ...]) -> Set[int]:
        """The sentences in which any of these patterns stands."""
        if patterns not in self._sentences:
            places = (place for pattern in patterns for place in self.find(pattern))
            self._sentences[patterns] = {self.tokens[place.first].sentence for place in places}
        return self._sentences[patterns]

    def _match(self, steps: tuple[frozenset[str] | None, ...], place: int, stops: Set[str]) -> int | None:
        if not steps:
            return place
        if place >= len(self.tokens):
            return None
        step = steps[0]
        if step is None:
            return self._match_after_gap(steps[1:], place, stops)
        for width in self._widths(step, place):
            after = self._match(steps[1:], place + width, stops)
            if after is not None:
                return after
        return None

    def _widths(self, step: frozenset[str], place: int) -> list[int]:
        widths = [1] if step & self.atoms[place] else []
        return widths + ([2] if step & self._pairs.get(place, set()) else [])

    def _match_after_gap(
        self, steps: tuple[frozenset[str] | None, ...], place: int, stops: Set[str]
    ) -> int | None:
        sentence = self.tokens[place - 1].sentence
        for between in range(MOST_BETWEEN + 1):
            here = place + between
            if here >= len(self.tokens) or self.tokens[here].sentence != sentence:
                return None
            after = self._match(steps, here, stops)
            if after is not None:
                return after
            if self.tokens[here].forms & stops:
                return None
        return None

    def find_joined(self, pattern: Pattern) -> list[Found]:
        """The pattern in letters that stood apart, without a gap between its words."""
        return [
            Found(place, place + 1)
            for place in self._apart
            if any(word in form for word in pattern.joined for form in self.tokens[place].forms)
        ]
