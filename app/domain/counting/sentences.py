"""A result explains itself as keys and facts; the words in a reader's language are somebody else's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Fact: TypeAlias = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence: ``key`` picks the wording, ``facts`` fill it (a tuple is a list of names)."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def sentence(key: str, **facts: Fact) -> Sentence:
    return Sentence(key, facts)
