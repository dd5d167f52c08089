"""An answer as the public reads it; the desk shows the same before it is published."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.domain.answers import Outcome
from app.models.answers import Answer
from app.models.stewardship import Theme
from app.rooms.answers.publication import Prepared
from app.rooms.answers.records import FEWEST_COUNTED


@dataclass(frozen=True)
class AnswerView:
    """What a pair shows. ``voices`` is None below ten; ``published_on`` None in a preview."""

    ref: str
    title: str
    outcome: Outcome
    you_said: str = field(repr=False)
    is_quote: bool
    body: str = field(repr=False)
    reason: str = field(repr=False)
    by_on: date | None
    signed_by: str
    language: str
    themes: tuple[Theme, ...]
    voices: int | None
    published_on: date | None

    @property
    def reason_first(self) -> bool:
        """A "no" says why before it says anything else."""
        return self.outcome in (Outcome.NO_CHANGE, Outcome.OUTSIDE_CONTROL)


def view_of(answer: Answer, themes: Iterable[Theme]) -> AnswerView:
    """A published or replaced answer."""
    return AnswerView(
        ref=answer.ref,
        title=answer.title or "",
        outcome=Outcome(answer.outcome or ""),
        you_said=answer.you_said or "",
        is_quote=answer.you_said_is_quote,
        body=answer.body or "",
        reason=answer.reason or "",
        by_on=answer.by_on,
        signed_by=answer.signed_by or "",
        language=answer.language,
        themes=tuple(themes),
        voices=_shown(answer.voices or 0),
        published_on=answer.published_on,
    )


def view_of_prepared(answer: Answer, prepared: Prepared, *, signed_by: str) -> AnswerView:
    """A draft as it would stand if it were published now."""
    draft, checked, quote = prepared.draft, prepared.checked, prepared.quote
    return AnswerView(
        ref=answer.ref,
        title=draft.title.strip(),
        outcome=checked.outcome,
        you_said=quote.text if quote else draft.you_said.strip(),
        is_quote=quote is not None,
        body=draft.body.strip(),
        reason=checked.reason,
        by_on=checked.by_on,
        signed_by=signed_by,
        language=answer.language,
        themes=tuple(prepared.themes),
        voices=_shown(len(prepared.reached)),
        published_on=None,
    )


def _shown(voices: int) -> int | None:
    return voices if voices >= FEWEST_COUNTED else None
