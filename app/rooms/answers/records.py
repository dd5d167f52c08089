"""The public record of an answer: exactly what is committed to on the ledger and given as open data."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ledger.canonical import Value
from app.models.answers import Answer

FEWEST_COUNTED = 10
"""Fewer voices than this are never given as a number."""


@dataclass(frozen=True)
class Shelf:
    """What stands beside an answer in its record: slugs of its themes, the reference it corrects."""

    themes: Sequence[str]
    replaces: str | None = None


def public_record(answer: Answer, shelf: Shelf) -> dict[str, Value]:
    """Fields and values of a published answer; dates as ISO text, ``voices`` None below ten."""
    many = answer.voices is not None and answer.voices >= FEWEST_COUNTED
    return {
        "body": answer.body,
        "by_on": answer.by_on.isoformat() if answer.by_on else None,
        "language": answer.language,
        "outcome": answer.outcome,
        "published_on": answer.published_on.isoformat() if answer.published_on else None,
        "reason": answer.reason,
        "ref": answer.ref,
        "replaces": shelf.replaces,
        "signed_by": answer.signed_by,
        "themes": sorted(shelf.themes),
        "title": answer.title,
        "voices": answer.voices if many else None,
        "you_said": answer.you_said,
        "you_said_is_quote": answer.you_said_is_quote,
    }
