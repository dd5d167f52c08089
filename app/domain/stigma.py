"""Words that hurt, in what staff write, and what to say instead. Advice only: nothing is blocked by it.

A person's own words about themselves are never looked at, and staff who repeat them are not corrected
(source: PRODUCT, "Words").
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Stigma:
    """``found`` as it was written, ``instead`` what could stand there."""

    found: str
    instead: str


_USES_DRUGS = "person who uses drugs"
_SEX_WORKER = "sex worker"
_NOT_REACHED = "people we do not reach yet"
_USA_DROGAS = "persona que usa drogas"

# Ordinary words (clean, dirty, ban, user) count only beside what makes them hurt.
_TERMS: tuple[tuple[str, str], ...] = (
    (r"addicts?", _USES_DRUGS),
    (r"junk(?:ie|y|ies)s?", _USES_DRUGS),
    (r"drugg(?:ie|ies|y)", _USES_DRUGS),
    (r"crack ?heads?", _USES_DRUGS),
    (r"(?:dope|pill|meth) ?heads?|dope ?fiends?|tweakers?", _USES_DRUGS),
    (r"(?:drug|substance|iv|needle|injecting) ?(?:users?|abusers?|misusers?)", _USES_DRUGS),
    (r"abusers?", _USES_DRUGS),
    (r"(?:drug|substance|alcohol) ?(?:abuse|misuse)", "drug use"),
    (r"(?:drug|bad|his|her|their) habits?", "drug use"),
    (r"alcoholics?|drunks", "person who drinks"),
    (r"(?:got|get|gets|getting|stay|stays|staying|stayed|been|years|months|days) clean", "not using now"),
    (r"clean and sober", "not using now"),
    (r"(?:dirty|clean) (?:urine|test|tests|sample|samples)", "a test that found, or did not find, drugs"),
    (r"dirty (?:needles?|syringes?|works)", "used syringes"),
    (r"relaps(?:e|es|ed|ing)", "using again"),
    (r"prostitutes?|hookers?|whores?|streetwalkers?", _SEX_WORKER),
    (r"prostitution", "sex work"),
    (r"victims?", "person who was harmed"),
    (r"hard to reach", _NOT_REACHED),
    (r"beneficiar(?:y|ies)", "participant"),
    (r"non ?complian(?:t|ce)", "what the person chose instead"),
    (r"the homeless", "people without housing"),
    (r"(?:is|are|was|were|be|been|got|get) banned|a ban|the ban|bans", "bar, barred"),
    (r"drogadict[oa]s?|toxic[oó]man[oa]s?|adict[oa]s?|yonquis?", _USA_DROGAS),
    (r"prostitutas?", "trabajadora sexual"),
)
_PATTERNS = tuple(
    (re.compile(rf"(?<!\w)(?:{term.replace(' ', '[ -]')})(?!\w)"), instead) for term, instead in _TERMS
)


def find_stigma(draft: str, *, own_words: str = "") -> tuple[Stigma, ...]:
    """Each such word in a draft of staff once, in its order; what the person wrote themselves is left out."""
    theirs = {found for _, found, _ in _matches(own_words)}
    seen: dict[str, Stigma] = {}
    for start, found, instead in sorted(_matches(draft)):
        if found not in theirs:
            seen.setdefault(found, Stigma(draft[start : start + len(found)], instead))
    return _without_parts(seen)


def _matches(text: str) -> list[tuple[int, str, str]]:
    # Lower case and not casefold: places in the text must stay where they are.
    lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    lowered = re.sub(r"\s", " ", lowered)
    return [
        (match.start(), match.group(), instead)
        for pattern, instead in _PATTERNS
        for match in pattern.finditer(lowered)
    ]


def _without_parts(seen: dict[str, Stigma]) -> tuple[Stigma, ...]:
    return tuple(
        stigma for word, stigma in seen.items() if not any(word != other and word in other for other in seen)
    )
