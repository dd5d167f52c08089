"""What a room adds to the start page of the workspace."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.web.actors import Actor


@dataclass(frozen=True)
class DeskSection:
    """A part of the page: ``template`` draws ``data`` (in it: ``section.data``)."""

    template: str
    data: object


SectionOf = Callable[[Session, Actor, date], DeskSection | None]
"""A room's part for one person on one day of the organisation; None when they have no business there."""
