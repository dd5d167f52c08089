"""The workspace's forms of this room."""

from typing import Annotated

from pydantic import Field

from app.web.forms import FormModel


class DecideForm(FormModel):
    """What became of an entry, and why."""

    outcome: str = ""
    why: str = ""
    version: int


class HandOverForm(FormModel):
    """To whom, with a word or without; empty: nobody was chosen."""

    to: str = ""
    note: str = ""


class ShiftForm(FormModel):
    """The same hours on several days."""

    line: str = ""
    account: str = ""
    day: Annotated[list[str], Field(default_factory=list)]
    from_hour: str = ""
    until_hour: str = ""


class StandInForm(FormModel):
    """Who stands in for whom on which day, written 2026-12-10."""

    line: str = ""
    on: str = ""
    absent: str = ""
    account: str = ""


class LineForm(FormModel):
    """One line of the list."""

    language: str = ""
    harm: str = ""
    words: str = ""
    standing: str = "added"


class TryForm(FormModel):
    """Words to try the list on; they are not stored."""

    words: str = ""


class NameForm(FormModel):
    """What people call somebody of the staff."""

    name: str = ""
