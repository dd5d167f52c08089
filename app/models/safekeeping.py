"""What is still to be scrubbed, and what was purged: so that a restored backup purges it again."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Reference, Short


class ScrubState(Model):
    """One row. ``asked`` is raised with each deletion of something sealed; ``done``: the number scrubbed.

    ``left``: what the last try could not do, as [key, table]. No time of a participant's act is here.
    """

    __tablename__ = "scrub_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    asked: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    left: Mapped[list[list[str]]] = mapped_column(JSON, default=list)


class PurgedReference(Model):
    """The reference of a voice whose words, or whose receipt, are gone (``what``: words or receipt).

    ``is_listed``: it stands in ``purged.list`` too. Sorted by reference, never by arrival.
    """

    __tablename__ = "purged_reference"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ref: Mapped[str] = mapped_column(Reference, primary_key=True)
    what: Mapped[str] = mapped_column(Short, primary_key=True)
    is_listed: Mapped[bool] = mapped_column(default=False)
