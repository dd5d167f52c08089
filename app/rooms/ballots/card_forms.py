"""The forms of cards on the desk."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.domain.ballots.paper import Chamber
from app.domain.cards import Witness
from app.rooms.ballots.sheets import Letters, PaperSize
from app.web.forms import FormModel

CODES_LONGEST = 80_000
MaybeDate = Annotated[date | None, BeforeValidator(lambda typed: typed or None)]
Line = Annotated[str, Field(max_length=200)]
Number = Annotated[int, BeforeValidator(lambda typed: typed or 0), Field(ge=0, le=1_000_000)]


class PrintForm(FormModel):
    """A batch: for one ballot, or from ``starts_on`` to ``last_on``; and how its sheets look."""

    ref: Line
    purpose: Literal["ballot", "period"] = "period"
    ballot: Line = ""
    starts_on: MaybeDate = None
    last_on: MaybeDate = None
    chamber: Chamber = Chamber.PARTICIPANTS
    count: Number
    paper: PaperSize = PaperSize.A4
    letters: Letters = Letters.NORMAL
    language: Line = "en"
    second_language: Line = ""
    output: Literal["page", "pdf"] = "page"


class ShiftForm(FormModel):
    """A bag is opened."""

    in_bag: Number
    first_witness: Witness
    second_witness: Witness


class CodesForm(FormModel):
    """Codes typed or scanned, one a line; none at all is an answer too."""

    codes: Annotated[str, Field(max_length=CODES_LONGEST)] = ""
