"""The shapes of this room's forms: the participant's, and the desk's."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from app.domain.mandate import Matter, Power
from app.domain.word_use import WordUse
from app.rooms.proposals.drafts import LONGEST_TEXT, LONGEST_TITLE
from app.web.forms import FormModel

Blank = BeforeValidator(lambda typed: typed or None)
Zero = BeforeValidator(lambda typed: typed or 0)
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TITLE)]
MOST_MONEY = 10**12


class NewProposalForm(FormModel):
    """A participant's proposal; only ``change`` is required."""

    change: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
    title: Title = ""
    problem: Text = ""
    word_use: Annotated[WordUse | None, Blank] = None
    quote_warning: Literal["", "shown"] = ""
    token: str = ""


class SupportForm(FormModel):
    """A press of the button; with ``card`` it is the support of a card, which counts toward an agenda."""

    card: str = ""


class VersionForm(FormModel):
    """A button; ``version`` says what its reader had before them."""

    version: int


class DraftForm(FormModel):
    """The editor. ``base``: the words it began with, as JSON; ``then``: keep, or only look at it."""

    version: int
    title: Title = ""
    change: Text = ""
    problem: Text = ""
    trade_off: Text = ""
    why_changed: Text = ""
    matter: Matter = Matter.OTHER
    power: Power = Power.RECOMMEND
    sum_needed: Annotated[int, Zero, Field(ge=0, le=MOST_MONEY)] = 0
    base: str = ""
    then: Literal["keep", "look"] = "keep"


class LinkForm(FormModel):
    """Voices as ticked and as typed, and themes by their slugs."""

    version: int
    voice: list[str] = Field(default_factory=list)
    voices: str = ""
    themes: list[str] = Field(default_factory=list)


class ScreenForm(FormModel):
    """Why a draft is not put up."""

    version: int
    ground: str = ""
    words: Text = ""


class HearForm(FormModel):
    """What whoever hears an appeal decides."""

    outcome: Annotated[Literal["up", "refused"] | None, Blank] = None
    heard_words: Text = ""
