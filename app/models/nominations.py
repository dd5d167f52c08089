"""Calls for names for lived-experience seats, and who wishes to stand."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, random_key


class SeatCall(Model):
    """Seats for which names are taken until the end of ``until_on``; ``ballot_id``: the vote on them."""

    __tablename__ = "seat_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    state: Mapped[str] = mapped_column(Short, index=True)
    seats: Mapped[int]
    until_on: Mapped[date]
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"), index=True)


class Nomination(Model):
    """Somebody's wish to stand. It has no time and no order, and its words are sealed.

    ``sealed_words`` is destroyed when the paper is frozen; ``sealed_alias`` opens by the code alone, so that
    nothing on the disk says which voice stands under which name. ``thread_id`` None: typed on the desk.
    """

    __tablename__ = "nomination"
    __table_args__ = (UniqueConstraint("call_id", "thread_id"),)

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    call_id: Mapped[int] = mapped_column(ForeignKey("seat_call.id", ondelete="CASCADE"))
    thread_id: Mapped[int | None] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str] = mapped_column(Short)
    ground: Mapped[str] = mapped_column(Short, default="")
    desk_circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    sealed_words: Mapped[bytes | None]
    sealed_alias: Mapped[bytes | None]
