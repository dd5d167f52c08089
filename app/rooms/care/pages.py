"""What the templates of the safety queue and the rota are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.danger import Judgement
from app.domain.duty import DutyLine
from app.domain.safety import Outcome
from app.rooms.care.phrases import ListedLine
from app.rooms.care.queue import Queue, QueueRow, Step
from app.rooms.care.rota import Rota
from app.rooms.feedback.messages import OpenMessage
from app.rooms.feedback.safety import Findings
from app.web.languages import SOURCE
from app.web.words import Sentence


@dataclass(frozen=True)
class Typed:
    """What was typed and not taken, to be drawn again; the workspace speaks English."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    form: str = ""

    def value(self, name: str, stored: str = "") -> str:
        """What was typed into a field, else what is stored."""
        values = self.values.get(name)
        return values[0] if values else stored

    def all(self, name: str) -> Sequence[str]:
        """Every value of a repeated field."""
        return self.values.get(name, ())

    def error(self, name: str) -> str:
        """The words beside a field, or nothing."""
        sentence = self.errors.get(name)
        return sentence.words(SOURCE) if sentence else ""

    @property
    def listed(self) -> Sequence[tuple[str, str]]:
        """For the summary: the field and its sentence."""
        return [(name if name != "form" else "", one.words(SOURCE)) for name, one in self.errors.items()]


@dataclass(frozen=True)
class QueuePage:
    """``duty``: for each line of this person its name and who is on duty now; ``is_me``: they are."""

    queue: Queue
    duty: Sequence[tuple[DutyLine, Sequence[str]]]
    is_me: bool


@dataclass(frozen=True)
class ItemPage:
    """One entry. ``messages`` None: the words are not open to this reader this week."""

    row: QueueRow
    version: int
    findings: Findings | None
    messages: Sequence[OpenMessage] | None = field(repr=False)
    steps: Sequence[Step]
    others: Sequence[tuple[int, str]]
    outcomes: Sequence[Outcome]
    may_give: bool
    may_alert: bool
    typed: Typed


@dataclass(frozen=True)
class RotaPage:
    """The rotas of this person's lines."""

    rotas: Sequence[Rota]
    typed: Typed


@dataclass(frozen=True)
class ListPage:
    """One head of the list in one language; ``tried`` is what a try found, or None."""

    lines: Sequence[ListedLine]
    languages: Sequence[tuple[str, str]]
    language: str
    harm: str
    sets: Mapping[str, Sequence[str]]
    names: Sequence[tuple[int, str]]
    account_names: Sequence[str]
    tried: Judgement | None
    typed: Typed
