"""Faint signs: words that say nothing alone, and together make a careful reader look up.

People in danger seldom say the word that a list expects. Signs of different kinds are added up; three points
are a worry, never more than that. A kind counts once, however often it is said, and a word for one kind: that
with the most points. The words are in ``faint_words``.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.danger.faint_words import KINDS
from app.domain.danger.harms import Harm, Hit
from app.domain.danger.letters import Token
from app.domain.danger.phrases import Vocabulary, parse

ENOUGH = 6
"""In half points."""
NEAR = 60
"""In words: what is said further apart does not belong together."""
LINE = "several faint signs together"


def _kind_by_atom() -> Mapping[str, str]:
    lightest_first = sorted(KINDS, key=lambda name: KINDS[name][0])
    return {
        atom: name
        for name in lightest_first
        for word in KINDS[name][2].split()
        for atom in parse(word, {}).steps[0] or ()
    }


_KIND_BY_ATOM: Final = _kind_by_atom()
_VOCABULARY: Final = Vocabulary()
for _atom in _KIND_BY_ATOM:
    _VOCABULARY.add(_atom)


def faint_signs(tokens: Sequence[Token]) -> Hit | None:
    """A soft hit when kinds of signs add up near each other, under the harm of the weightiest; else None."""
    known: dict[frozenset[str], str] = {}
    for token in tokens:
        if token.forms not in known:
            known[token.forms] = _kind_of(token.forms)
    telling = [(place, token) for place, token in enumerate(tokens) if known[token.forms]]
    for start in range(0, max(len(tokens) - NEAR // 2, 1), NEAR // 2):
        found = {known[token.forms]: token for place, token in telling if start <= place < start + NEAR}
        if sum(KINDS[name][0] for name in found) >= ENOUGH:
            return _hit(found)
    return None


def _kind_of(forms: frozenset[str]) -> str:
    kinds = {_KIND_BY_ATOM[atom] for atom in _VOCABULARY.atoms_of(forms) & _KIND_BY_ATOM.keys()}
    return max(sorted(kinds), key=_points, default="")


def _points(kind: str) -> int:
    return KINDS[kind][0]


def _hit(found: Mapping[str, Token]) -> Hit:
    weightiest = max(sorted(found), key=_points)
    harm = KINDS[weightiest][1]
    # Whoever works here may be the one who did it: the outside reader looks first.
    harm = Harm.STAFF if harm is Harm.VIOLENCE and "staff" in found else harm
    said = " ".join(sorted({min(token.forms) for token in found.values()}))
    return Hit(harm, LINE, said, is_soft=True)
