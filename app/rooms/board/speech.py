"""What templates ask for words: in the reader's language, at the moment of drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.counting.sentences import Sentence
from app.rooms.board import words
from app.rooms.board.sentence_words import in_words
from app.web.words import Sentence as Refused


@dataclass(frozen=True)
class Speech:
    """Names and sentences of the board."""

    def sentence(self, one: Sentence) -> str:
        """A rule or a result in words."""
        return in_words(one)

    def seat_class(self, key: str) -> str:
        """Lived experience, community ally, staff liaison."""
        return words.name_of(words.SEAT_CLASSES, key)

    def office(self, key: str) -> str:
        """Chair, secretary, member."""
        return words.name_of(words.OFFICES, key)

    def matter(self, key: str) -> str:
        """What a motion is about."""
        return words.name_of(words.MATTERS, key)

    def power(self, key: str) -> str:
        """What leadership promised to do with the result."""
        return words.name_of(words.POWERS, key)

    def method(self, key: str) -> str:
        """Vote or consent round."""
        return words.name_of(words.METHODS, key)

    def item(self, title: str, kind: str) -> str:
        """An item of an agenda: its own title, or what its kind is called."""
        return title or words.name_of(words.ITEM_KINDS, kind)

    def options(self, of: str) -> list[tuple[str, str]]:
        """Values and names for a form: ``seat_classes``, ``offices``, ``matters``, ``powers``, …"""
        return words.options_of(getattr(words, of.upper()))


@dataclass(frozen=True)
class Typed:
    """One form of a page that was sent back: its name, what was typed, what is wrong."""

    form: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    errors: Mapping[str, Refused] = field(default_factory=dict)

    def value(self, form: str, name: str, stored: str = "") -> str:
        """What was typed into a field of this form, else what is stored."""
        values = self.values.get(name, ()) if form == self.form else ()
        return values[0] if values else "" if form == self.form else stored

    def values_of(self, form: str, name: str, stored: Sequence[str] = ()) -> Sequence[str]:
        """The same for boxes to tick."""
        return self.values.get(name, ()) if form == self.form else stored

    def error(self, form: str, name: str) -> Refused | None:
        """What is wrong with a field of this form."""
        return self.errors.get(name) if form == self.form else None
