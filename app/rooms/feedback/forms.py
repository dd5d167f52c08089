"""The shapes of the participant's two forms: saying something, and coming back with a code."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from app.domain.feedback_kinds import Kind
from app.domain.word_use import WordUse
from app.rooms.feedback.messages import LONGEST
from app.web.forms import FormModel

Blank = BeforeValidator(lambda typed: typed or None)
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST)]
Message = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class SayForm(FormModel):
    """A new voice; only ``message`` is required. ``place`` is a place's slug.

    ``quote_warning`` stands on our own pages, beside "quote" and its warning.
    ``website`` is the trap: people do not see it, programs that fill every field do.
    """

    message: Message
    kind: Annotated[Kind | None, Blank] = None
    place: str = ""
    word_use: Annotated[WordUse | None, Blank] = None
    keep_words: Literal["", "yes"] = ""
    about_staff: Literal["", "yes"] = ""
    ask: Literal["", "board"] = ""
    quote_warning: Literal["", "shown"] = ""
    website: str = ""
    danger: Literal["", "yes"] = ""
    token: str = ""


class HelperForm(SayForm):
    """The same, written by a peer for somebody who knows of it and wants it sent."""

    consent: Literal["yes"]


class Act(StrEnum):
    """What a person does with their thread beside looking at it."""

    REPLY = "reply"
    APPROVE = "approve"
    WORD_USE = "word_use"
    VERDICT = "verdict"
    HELPED = "helped"
    STAND = "stand"
    STAND_BACK = "stand_back"
    APPEAL = "appeal"
    WITHDRAW = "withdraw"
    ERASE = "erase"


class ReceiptForm(FormModel):
    """A code, and perhaps an act; ``reply`` alone is an act too.

    ``token``, ``copy_read`` (which safe copy was on the page), ``decision`` (which change is meant, else the
    newest) and ``number`` (whose photo is asked for) are on our own pages only.
    """

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    action: Annotated[Act | None, Blank] = None
    reply: Said = ""
    choice: Literal["", "right", "change", "no"] = ""
    copy_read: str = ""
    verdict: Literal["", "answered", "not_really"] = ""
    helped: Literal["", "yes", "some", "no", "unknown"] = ""
    decision: str = ""
    number: Annotated[int, Field(ge=1, le=2**31 - 1)] = 1
    word_use: Annotated[WordUse | None, Blank] = None
    quote_warning: Literal["", "shown"] = ""
    alias: Annotated[str, Field(max_length=LONGEST)] = ""
    statement: Annotated[str, Field(max_length=LONGEST)] = ""
    token: str = ""

    @property
    def act(self) -> Act | None:
        """What to do; None: only look."""
        return self.action or (Act.REPLY if self.reply else None)


class SlipForm(FormModel):
    """A code to be printed, or with ``save`` to be saved as a file."""

    code: str = ""
    save: str = ""
