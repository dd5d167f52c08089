"""Which pieces two texts have in common, in order; what versions and merges are made from."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_SENTENCES = re.compile(r"[^\n.!?。！？።؟]*(?:[.!?。！？።؟]+[^\S\n]*\n?|\n)|[^\n.!?。！？።؟]+")

# Matching is quadratic: beyond this many pairs the changed middle is taken as one piece.
MOST_PAIRS = 2_000_000


def split_sentences(text: str) -> list[str]:
    """Sentences and lines with what follows them; joined they are the text, exactly."""
    return _SENTENCES.findall(text)


def align(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Equal stretches in order, as ``(place in old, place in new, length)``; the last has length 0."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield 0, 0, head
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) * len(middle_new) <= MOST_PAIRS:
        for block in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_matching_blocks():
            if block.size:
                yield head + block.a, head + block.b, block.size
    if tail:
        yield len(old) - tail, len(new) - tail, tail
    yield len(old), len(new), 0


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = zip(old, new, strict=False)
    return next((place for place, (was, now) in enumerate(pairs) if was != now), min(len(old), len(new)))
