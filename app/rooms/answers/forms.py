"""The forms of the answers desk."""

from datetime import date
from typing import Literal

from pydantic import Field

from app.domain.answers import Outcome
from app.web.forms import FormModel

TITLE_LONGEST = 200
SAID_LONGEST = 2_000
TEXT_LONGEST = 10_000


class NewAnswerForm(FormModel):
    """Whom a new answer speaks to: ticked voices, typed references, ticked themes."""

    voice: list[str] = Field(default=[], max_length=400)
    voices: str = Field(default="", max_length=4_000)
    themes: list[str] = Field(default=[], max_length=200)


class DraftForm(NewAnswerForm):
    """A draft as typed; only at publication must anything be there."""

    version: int
    outcome: Outcome | Literal[""] = ""
    title: str = Field(default="", max_length=TITLE_LONGEST)
    quote_of: str = Field(default="", max_length=20)
    you_said: str = Field(default="", max_length=SAID_LONGEST)
    body: str = Field(default="", max_length=TEXT_LONGEST)
    reason: str = Field(default="", max_length=TEXT_LONGEST)
    by_on: str = Field(default="", max_length=20)
    language: str = Field(default="", max_length=8)
    then: Literal["keep", "look"] = "keep"


class LongerForm(FormModel):
    """More time, with the reason that everybody reads."""

    version: int
    to: date
    why: str = Field(default="", max_length=SAID_LONGEST)


class VersionForm(FormModel):
    """An act on the draft as it was seen."""

    version: int
