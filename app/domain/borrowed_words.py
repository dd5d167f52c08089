"""Whether a text of staff repeats what only the board was allowed to read."""

import re

RUN = 6
"""So many words in a row are no coincidence."""

_WORD = re.compile(r"\w+")


def find_borrowed(text: str, copy: str) -> str | None:
    """The first run of six words that ``text`` takes from ``copy`` (all of a shorter copy), else None.

    Case and punctuation make no difference.
    """
    ours, theirs = _words(text), _words(copy)
    run = min(RUN, len(theirs))
    if run == 0:
        return None
    known = {tuple(theirs[start : start + run]) for start in range(len(theirs) - run + 1)}
    for start in range(len(ours) - run + 1):
        if tuple(ours[start : start + run]) in known:
            return " ".join(ours[start : start + run])
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
