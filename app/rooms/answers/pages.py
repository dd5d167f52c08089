"""What each page of the answers desk is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.clocks import Timing
from app.domain.stigma import Stigma
from app.rooms.answers.drafts import Draft
from app.rooms.answers.forms import LongerForm
from app.rooms.answers.queries import DraftRow, PublishedRow, WaitingTheme, WaitingVoice
from app.rooms.answers.views import AnswerView
from app.web.forms import Submitted
from app.web.words import Sentence


@dataclass(frozen=True)
class ListPage:
    """``older`` is the reference after which the next page begins, or nothing."""

    drafts: Sequence[DraftRow]
    only_own: bool
    published: Sequence[PublishedRow]
    older: str


@dataclass(frozen=True)
class NewPage:
    """``ticked`` and ``typed`` are what was chosen before it was refused, or what a link brought along."""

    voices: Sequence[WaitingVoice]
    themes: Sequence[WaitingTheme]
    ticked: frozenset[str] = frozenset()
    typed: str = ""
    errors: Mapping[str, Sentence] = field(default_factory=dict)


@dataclass(frozen=True)
class QuoteOption:
    """A safe copy whose person lets the public read it."""

    ref: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class EditPage:
    """``theirs`` names the fields that somebody else changed meanwhile, with what stands there now.

    ``longer`` is the form for more time as it was typed and refused.
    """

    ref: str
    version: int
    draft: Draft = field(repr=False)
    language: str
    timing: Timing
    due_on: date
    replaces: str
    voices: Sequence[WaitingVoice]
    themes: Sequence[WaitingTheme]
    ticked: frozenset[str]
    typed: str
    quotes: Sequence[QuoteOption]
    kept_quote: str
    stigma: Sequence[Stigma]
    may_extend: bool = False
    longer: Submitted[LongerForm] | None = None
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    theirs: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class PreviewPage:
    """``view`` is None while ``problem`` says what is missing."""

    ref: str
    version: int
    view: AnswerView | None
    reached: int
    skipped: int
    may_publish: bool
    stigma: Sequence[Stigma]
    problem: Sentence | None = None


@dataclass(frozen=True)
class PublishedPage:
    """An answer that is no draft any more; ``view`` is None when it was dropped."""

    ref: str
    view: AnswerView | None
    state: str
    voices: int
    replaces: str
    replaced_by: str
    may_correct: bool
