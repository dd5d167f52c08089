"""What the admin templates of the workspace are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.models.organisation import IntakeText, Organisation, Place
from app.rooms.admin.queries import TextLine
from app.rooms.admin.texts import seen_mark
from app.web.languages import KNOWN, current, own_name
from app.web.words import Sentence


@dataclass(frozen=True)
class FormState:
    """What was typed and is wrong; on a first look both are empty."""

    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    def value(self, name: str, stored: str = "") -> str:
        """What was typed, else what is stored."""
        if not self.typed:
            return stored
        values = self.typed.get(name)
        return values[0] if values else ""

    def values(self, name: str, stored: Sequence[str]) -> Sequence[str]:
        """The same for several boxes."""
        return self.typed.get(name, ()) if self.typed else stored

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        sentence = self.errors.get(name)
        return sentence.words(current()) if sentence else ""

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """For the summary above the form."""
        return [(name, sentence.words(current())) for name, sentence in self.errors.items()]


@dataclass(frozen=True)
class OrganisationPage:
    """``stored`` is set beside the form when somebody else saved meanwhile."""

    organisation: Organisation
    languages: list[str]
    places: list[Place]
    seen: str
    is_rehearsed: bool
    form: FormState = FormState()
    telling_word: str | None = None
    was_changed: bool = False

    @property
    def known_languages(self) -> list[tuple[str, str]]:
        """Every language that the house can speak."""
        return [(code, own_name(code)) for code in KNOWN]


@dataclass(frozen=True)
class LineRow:
    """A line with the mark of what is shown of it now."""

    line: TextLine
    seen: str


@dataclass(frozen=True)
class TextsPage:
    """Every line; who may do what with it."""

    rows: list[LineRow]
    is_open: bool
    can_edit: bool
    can_confirm: bool

    @classmethod
    def of(cls, lines: list[TextLine], *, is_open: bool, can_edit: bool, can_confirm: bool) -> "TextsPage":
        """The page of these lines."""
        rows = [LineRow(line, seen_mark(line)) for line in lines]
        return cls(rows, is_open, can_edit, can_confirm)


@dataclass(frozen=True)
class TextPage:
    """One line to edit, or a new one of a kind (``text`` is None)."""

    kind: str
    languages: list[tuple[str, str]]
    text: IntakeText | None = None
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    seen: str = ""
    form: FormState = FormState()
    was_changed: bool = False


@dataclass(frozen=True)
class RehearsalPage:
    """Typing the halves back. ``is_done``: it went well before."""

    is_done: bool
    form: FormState = FormState()
