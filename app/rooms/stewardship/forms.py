"""The workspace's forms about a voice."""

from typing import Annotated

from pydantic import Field

from app.domain.errors import InvalidInput
from app.rooms.stewardship.holds import Decision
from app.rooms.stewardship.screening import Act
from app.web.forms import F, FormModel, Submitted


def data_of(form: Submitted[F]) -> F:
    """What a form says; one whose hidden fields are not ours is refused and cannot be drawn again."""
    if form.data is None:
        raise InvalidInput("refused")
    return form.data


class VersionForm(FormModel):
    """A button alone: which version of the voice the page showed."""

    version: int


class ScreenForm(FormModel):
    """Themes and the safe copy. ``checked``: the words that hurt were pointed out already."""

    act: Act
    version: int
    copy_version: int = 0
    theme: Annotated[list[str], Field(default_factory=list)]
    new_theme: str = ""
    text: Annotated[str, Field(alias="copy")] = ""
    mark: Annotated[list[str], Field(default_factory=list)]
    checked: str = ""


class ReplyForm(FormModel):
    """Words to the person."""

    reply: str = ""
    checked: str = ""


class HoldForm(FormModel):
    """Why a voice should be held back."""

    ground: str = ""
    reason: str = ""
    version: int


class DecideForm(FormModel):
    """What the second reader says."""

    decision: Decision


class ThemeForm(FormModel):
    """A new theme."""

    name: str = ""
    is_outside_control: str = ""
