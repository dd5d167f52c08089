"""Whether a text is more like invented examples of danger than like everything else that is said here.

People tell of danger by what happens, in words that no list has. Every word that stands in two examples or
more says something for or against (naive Bayes, both sides counted once a text); what the words of a text
say is added up. It is a worry at most, and the steward reads which words said it.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from app.domain.danger.harms import Harm, Hit
from app.domain.danger.letters import Token, is_ethiopic, tokens_of

EXAMPLES: Final = Path(__file__).with_name("examples")
NONE: Final = "none"
"""What an example without danger speaks of."""
ENOUGH: Final = 1.0
"""Log odds by the root of how many words there are. Higher marks less."""
NEAR: Final = 40
"""In words: a text no longer than this is also looked at as a whole."""
LINE: Final = "words like in examples of danger"
FEWEST: Final = 4
"""Different words: fewer say too little."""
_IN_EXAMPLES: Final = 2
_PIECE: Final = 3
_MOST_SAID: Final = 6


def like_examples(tokens: Sequence[Token]) -> Hit | None:
    """A soft hit where a sentence or a whole short text is like danger; it cannot tell of which kind."""
    says = _weights()
    for piece in _pieces(tokens):
        words = sorted(_words_in(piece))
        if (
            len(words) >= FEWEST
            and sum(says.get(word, 0.0) for word in words) / math.sqrt(len(words)) > ENOUGH
        ):
            said = sorted(words, key=lambda word: -says.get(word, 0.0))[:_MOST_SAID]
            return Hit(Harm.UNCLEAR, LINE, " ".join(said), is_soft=True)
    return None


def _pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    if len(tokens) <= NEAR:
        yield tokens
    for _, sentence in groupby(tokens, key=lambda token: token.sentence):
        yield list(sentence)


def _words_in(tokens: Sequence[Token]) -> set[str]:
    return {word for token in tokens for word in _words_of(min(token.forms))}


def _words_of(form: str) -> Iterator[str]:
    """The word; one in Ethiopic letters by three of them at a time, because endings grow onto both ends."""
    if not is_ethiopic(form[0]):
        yield form
        return
    for place in range(max(1, len(form) - _PIECE + 1)):
        yield form[place : place + _PIECE]


@cache
def _weights() -> Mapping[str, float]:
    """What a word says for danger, below zero against it: worked out once a process, at the first text."""
    texts = [line.split("\t") for file in sorted(EXAMPLES.glob("*.tsv")) for line in _lines(file)]
    words = [(speaks_of, _words_in(tokens_of(text))) for _, speaks_of, text in texts]
    danger = [of for speaks_of, of in words if speaks_of != NONE]
    calm = [of for speaks_of, of in words if speaks_of == NONE]
    here = Counter(word for text in danger for word in text)
    there = Counter(word for text in calm for word in text)
    return {
        word: _log_share(here[word], danger) - _log_share(there[word], calm)
        for word in here | there
        if here[word] + there[word] >= _IN_EXAMPLES
    }


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _log_share(count: int, texts: Sequence[set[str]]) -> float:
    return math.log((count + 0.5) / (len(texts) + 1))
