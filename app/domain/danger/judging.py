"""Which danger a text speaks of. Pure: the list and the names come in, nothing is kept.

A hit is taken back where a look-alike covers it ("dying for a coffee"), where it is denied ("not suicidal"),
and where somebody gives thanks for what is over ("you saved my life last year when I overdosed"). In doubt it
stays: a steward clears it in one press, and a missed one is nobody's to clear.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from app.domain.danger.faint import faint_signs
from app.domain.danger.harms import NOTHING, Harm, Hit, Judgement, Line, Standing
from app.domain.danger.letters import Token, fold, tokens_of
from app.domain.danger.likeness import like_examples
from app.domain.danger.phrases import Found, Pattern, Reading, Vocabulary, parse
from app.domain.danger.sets import (
    BETWEEN_DENIAL,
    DENIALS,
    LONG_AGO,
    NOT_AS_STAFF_AFTER,
    NOT_DENIALS_BEFORE,
    NOW,
    ORDINARY_NAMES,
    OTHERS,
    SETS,
    THANKS,
    TITLES,
)

MOST_DENIED = 4
_LONGEST_SAID = 160
_OVER = frozenset({Harm.OVERDOSE, Harm.SUICIDE})


@dataclass(frozen=True)
class _Ready:
    line: Line
    pattern: Pattern


class Detector:
    """A list and the names of staff, made ready once; ``judge`` may be called from many threads."""

    def __init__(self, lines: Iterable[Line], names: Iterable[str] = ()) -> None:
        self._names = {part for name in names for part in _name_parts(name)}
        sets: Mapping[str, Set[str]] = {**SETS, "staff": SETS["staff"] | self._names}
        removed = {(line.language, line.words) for line in lines if line.standing is Standing.REMOVED}
        kept = [
            line
            for line in lines
            if line.standing is not Standing.REMOVED and (line.language, line.words) not in removed
        ]
        self._ready = [_Ready(line, parse(line.words, sets)) for line in kept]
        self._marks = {name: tuple(parse(one, SETS) for one in marks) for name, marks in _MARKS.items()}
        self._vocabulary = Vocabulary()
        for pattern in self._patterns():
            for step in pattern.steps:
                for atom in step or ():
                    self._vocabulary.add(atom)

    def judge(self, text: str) -> Judgement:
        """What the text speaks of, most telling first; ``NOTHING`` for a text without a word of the list."""
        tokens = tokens_of(text)
        if not tokens:
            return NOTHING
        reading = Reading(tokens, self._vocabulary)
        found = self._find(reading)
        calm = [place for one, place in found if one.line.standing is Standing.CALM]
        hits: list[Hit] = []
        calmed: list[Hit] = []
        for one, place in found:
            if one.line.standing is Standing.CALM:
                continue
            hit = _hit(text, tokens, one.line, place)
            over = (
                _is_covered(place, calm)
                or _is_denied(tokens, place)
                or self._is_over(reading, one.line.harm, place)
            )
            (calmed if over else hits).append(hit)
        names = self._names_in(tokens)
        hits = _with_staff_named(hits, found, tokens, names)
        if not hits and not calmed:
            hits += self._soft_signs(reading, calm)
        return Judgement(
            tuple(_each_once(hits)), tuple(_each_once(calmed)), tuple(sorted(set(names.values())))
        )

    def _patterns(self) -> Iterable[Pattern]:
        yield from (one.pattern for one in self._ready)
        for marks in self._marks.values():
            yield from marks

    def _find(self, reading: Reading) -> list[tuple[_Ready, Found]]:
        found = []
        for one in self._ready:
            is_staff = one.line.harm is Harm.STAFF and one.line.standing is not Standing.CALM
            places = reading.find(one.pattern, stops=OTHERS if is_staff else frozenset())
            if is_staff:
                places = [place for place in places if not _is_other_worker(reading.tokens, place)]
            found += [(one, place) for place in places or reading.find_joined(one.pattern)]
        return found

    def _is_over(self, reading: Reading, harm: Harm, place: Found) -> bool:
        """Long ago, or thanks for a rescue, and nothing of now in that sentence. Violence is never over."""
        if harm not in _OVER:
            return False
        sentence = reading.tokens[place.first].sentence
        says = {
            name for name, patterns in self._marks.items() if sentence in reading.sentences_with(patterns)
        }
        return "now" not in says and ("long_ago" in says or {"thanks", "saved"} <= says)

    def _soft_signs(self, reading: Reading, calm: Sequence[Found]) -> list[Hit]:
        """What no line found: faint signs, or words like in examples; a look-alike's words are left out."""
        tokens = [
            token
            for place, token in enumerate(reading.tokens)
            if not _is_covered(Found(place, place + 1), calm)
        ]
        sign = faint_signs(tokens) or like_examples(tokens)
        if sign is None or (sign.harm in _OVER and self._is_all_over(reading)):
            return []
        return [sign]

    def _is_all_over(self, reading: Reading) -> bool:
        says = {name for name, patterns in self._marks.items() if reading.sentences_with(patterns)}
        return "now" not in says and ("long_ago" in says or {"thanks", "saved"} <= says)

    def _names_in(self, tokens: Sequence[Token]) -> dict[int, str]:
        """Where a name of staff stands; a name that is also a word needs its capital inside a sentence."""
        found = {}
        for place, token in enumerate(tokens):
            known = token.forms & self._names
            if not known:
                continue
            begins = place == 0 or tokens[place - 1].sentence != token.sentence
            if known & ORDINARY_NAMES and (begins or not token.is_capital):
                continue
            found[place] = min(known)
        return found


_MARKS = {"long_ago": LONG_AGO, "now": NOW, "thanks": THANKS, "saved": ("[saved]",)}


def _name_parts(name: str) -> set[str]:
    parts = fold(name).replace(".", " ").split()
    return {part for part in parts if len(part) >= 3 and part not in TITLES and part.isalpha()}


def _hit(text: str, tokens: Sequence[Token], line: Line, place: Found) -> Hit:
    said = text[tokens[place.first].start : tokens[place.after - 1].end]
    return Hit(line.harm, line.words, " ".join(said.split())[:_LONGEST_SAID], line.standing is Standing.WORRY)


def _is_covered(place: Found, calm: Iterable[Found]) -> bool:
    return any(one.first < place.after and place.first < one.after for one in calm)


def _is_denied(tokens: Sequence[Token], place: Found) -> bool:
    """ "Not thinking about suicide": a denial before it, and only small words between."""
    for step in range(1, MOST_DENIED + 2):
        here = place.first - step
        if here < 0 or tokens[here].clause != tokens[place.first].clause:
            return False
        forms = tokens[here].forms
        if forms & DENIALS:
            after = tokens[here + 1].forms if here + 1 < place.first else frozenset()
            return not after & NOT_DENIALS_BEFORE
        if not forms & BETWEEN_DENIAL:
            return False
    return False


def _is_other_worker(tokens: Sequence[Token], place: Found) -> bool:
    """ "Sex worker" is no member of staff."""
    return place.first > 0 and bool(tokens[place.first - 1].forms & NOT_AS_STAFF_AFTER)


def _with_staff_named(
    hits: list[Hit], found: Sequence[tuple[_Ready, Found]], tokens: Sequence[Token], names: Mapping[int, str]
) -> list[Hit]:
    """Violence in the same sentence as a name of staff is read by the outside reader first."""
    said = {tokens[place].sentence for place in names}
    for one, place in found:
        if one.line.harm is Harm.VIOLENCE and tokens[place.first].sentence in said:
            hits = [
                Hit(Harm.STAFF, hit.line, hit.said, hit.is_soft) if hit.line == one.line.words else hit
                for hit in hits
            ]
    return hits


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    """The longest of those that say the same, the most telling first."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.is_soft, -len(one.said))):
        if not any(one.harm is hit.harm and hit.said.casefold() in one.said.casefold() for one in kept):
            kept.append(hit)
    order = list(Harm)
    return sorted(kept, key=lambda hit: (hit.is_soft, order.index(hit.harm)))
