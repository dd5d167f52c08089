"""The forms of calls for names on the desk."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.domain.ballots.paper import BallotMethod
from app.domain.nominations import SEATS_MOST
from app.rooms.ballots.forms import QUESTION_LONGEST
from app.web.forms import FormModel

TYPED_LONGEST = 10_000
Typed = Annotated[str, Field(max_length=TYPED_LONGEST)]


class CallForm(FormModel):
    """A new call."""

    seats: Annotated[int, Field(ge=0, le=SEATS_MOST)]
    until_on: date


class NameForm(FormModel):
    """A name typed for somebody."""

    alias: Typed = ""
    statement: Typed = ""


class ReadForm(FormModel):
    """What becomes of one name: ``which`` is its row's key."""

    which: Annotated[int, BeforeValidator(lambda typed: typed or 0), Field(ge=0, le=2**62)] = 0
    choice: Literal["accept", "refuse", "back"]
    ground: str = ""


class ElectionForm(FormModel):
    """The vote that is made of the names."""

    question: Annotated[str, Field(min_length=1, max_length=QUESTION_LONGEST)]
    method: Literal[BallotMethod.APPROVAL, BallotMethod.RANK_SEVERAL] = BallotMethod.APPROVAL
    opens_on: str = ""
    opens_time: str = ""
    closes_on: str = ""
    closes_time: str = ""
    tellers: list[str] = Field(default_factory=list)
