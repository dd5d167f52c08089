"""The list that every organisation begins with; stewards add to it and take away from it on its page."""

from collections.abc import Iterator, Mapping

from app.domain.danger import (
    amharic,
    amharic_more,
    english,
    english_others,
    english_slang,
    english_worries,
    spanish,
    spanish_slang,
    spanish_worries,
)
from app.domain.danger.harms import Harm, Line, Standing

_LISTS = (
    ("en", english),
    ("en", english_others),
    ("en", english_slang),
    ("en", english_worries),
    ("es", spanish),
    ("es", spanish_slang),
    ("es", spanish_worries),
    ("am", amharic),
    ("am", amharic_more),
)


def _lines(language: str, written: Mapping[str, str]) -> Iterator[Line]:
    for head, lines in written.items():
        harm, _, standing = head.partition(":")
        for words in lines.strip().splitlines():
            yield Line(language, Harm(harm), words.strip(), Standing(standing or Standing.ADDED))


STARTER: tuple[Line, ...] = tuple(line for code, module in _LISTS for line in _lines(code, module.LINES))
