"""A draft of an answer: its fields as JSON, sealed to the desk circle until they are published."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotAllowed
from app.models.answers import Answer
from app.models.people import Circle
from app.rooms.accounts.circles import CircleName, get_circle
from app.vault.boxes import open_text, seal_text
from app.web.actors import Actor

KEPT_QUOTE = "kept"
"""Stands for the reference of a voice in a correction: the quote stays the one that was published."""


@dataclass(frozen=True)
class Draft:
    """What was typed so far; any of it may be empty.

    ``quote_of`` is the reference of the voice whose safe copy is quoted (or ``KEPT_QUOTE``);
    ``you_said`` is read when there is none. ``by_on`` is an ISO date.
    """

    outcome: str = ""
    title: str = ""
    quote_of: str = ""
    you_said: str = ""
    body: str = ""
    reason: str = ""
    by_on: str = ""


def seal_draft(session: Session, answer: Answer, draft: Draft) -> None:
    """Put the fields into the row, sealed to the newest desk circle."""
    circle: Circle = get_circle(session, CircleName.DESK)
    answer.desk_circle_id = circle.id
    answer.sealed_draft = seal_text(circle.public_key, json.dumps(asdict(draft)))


def open_draft(answer: Answer, actor: Actor) -> Draft:
    """The fields, or of a published answer what the public reads; else as ``desk_key``."""
    if answer.sealed_draft is None:
        return draft_of_published(answer)
    typed = json.loads(open_text(desk_key(actor, answer.desk_circle_id), answer.sealed_draft))
    return Draft(**{field.name: typed.get(field.name, "") for field in fields(Draft)})


def desk_key(actor: Actor, circle_id: int) -> bytes:
    """The desk circle's private key; ``NotAllowed`` for one who waits for somebody to grant it."""
    if circle_id not in actor.circle_keys:
        raise NotAllowed("feedback.key_not_granted")
    return actor.key_of_circle(circle_id)


def draft_of_published(answer: Answer) -> Draft:
    """The public words as a draft; which voice a quote came from is not stored."""
    return Draft(
        outcome=answer.outcome or "",
        title=answer.title or "",
        quote_of=KEPT_QUOTE if answer.you_said_is_quote else "",
        you_said=answer.you_said or "",
        body=answer.body or "",
        reason=answer.reason or "",
        by_on=answer.by_on.isoformat() if answer.by_on else "",
    )


def read_date(typed: str) -> date | None:
    """The date of the form's field, None when it is empty, ``InvalidInput`` when it is no date."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise InvalidInput("answer_bad_date", field="by_on") from None
