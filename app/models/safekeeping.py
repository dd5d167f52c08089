"""What is to be scrubbed, what was purged, keys that are being changed."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey
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


class Rotation(Model):
    """The change of one circle's key (``domain.lifecycles.RotationState``).

    ``because``: left (somebody who held it does not any more) or wish. ``moved``: things sealed anew so far.
    """

    __tablename__ = "rotation"

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_name: Mapped[str] = mapped_column(Short)
    state: Mapped[str] = mapped_column(Short)
    because: Mapped[str] = mapped_column(Short)
    asked_on: Mapped[date]
    new_circle_id: Mapped[int | None] = mapped_column(ForeignKey("circle.id"))
    moved: Mapped[int] = mapped_column(default=0)
    finished_on: Mapped[date | None]


class NextRecoveryKey(Model):
    """The public half of a recovery key that was printed and does not count yet. One row at most."""

    __tablename__ = "next_recovery_key"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    public_key: Mapped[bytes]
    made_on: Mapped[date]
    rehearsed_on: Mapped[date | None]
