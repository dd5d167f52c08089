"""What participants send: sealed words, and the receipt that leads back to them. Weeks, never times."""

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, false, func, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, Week, random_key


class Thread(Model):
    """One voice. Two key pairs: ``words`` (what the participant says) and ``reply`` (what staff say back).

    ``extended_week``: the later week that its answer was promised for, where more time was taken.
    ``quote_after_warning``: quote was chosen on a page that said that few may have said the same.
    ``erased_because``: ``domain.retention.Erasure``, once the words are gone; None also for older erasures.
    """

    __tablename__ = "thread"
    __table_args__ = (
        # All that a list decides by, so that no row (long, and at a random place) is read to be counted.
        Index(
            "ix_thread_state_week_id",
            "state",
            "week",
            "id",
            "circle_id",
            "flood_state",
            "answered_week",
            "reopened_week",
            "extended_week",
        ),
        Index("ix_thread_week_id", "week", "id"),
        Index("ix_thread_circle_id_state_week_id", "circle_id", "state", "week", "id"),
        Index(
            "ix_thread_flood_state",
            "flood_state",
            sqlite_where=text("flood_state IS NOT NULL"),
            postgresql_where=text("flood_state IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    week: Mapped[str] = mapped_column(Week)
    last_week: Mapped[str] = mapped_column(Week)
    acknowledged_week: Mapped[str | None] = mapped_column(Week)
    answered_week: Mapped[str | None] = mapped_column(Week)
    extended_week: Mapped[str | None] = mapped_column(Week)
    channel: Mapped[str] = mapped_column(Short)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    language: Mapped[str] = mapped_column(Short)
    kind: Mapped[str] = mapped_column(Short)
    word_use: Mapped[str] = mapped_column(Short)
    quote_after_warning: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_about_staff: Mapped[bool]
    asks_board: Mapped[bool]
    state: Mapped[str] = mapped_column(Short)
    safety_level: Mapped[str] = mapped_column(Short, default="none")
    verdict: Mapped[str | None] = mapped_column(Short)
    erased_because: Mapped[str | None] = mapped_column(Short)
    reopened_week: Mapped[str | None] = mapped_column(Week)  # "not really", the first time
    flood_state: Mapped[str | None] = mapped_column(Short)  # None: it did not come in a flood
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    words_public_key: Mapped[bytes]
    words_for_circle: Mapped[bytes | None]
    words_for_receipt: Mapped[bytes | None]
    reply_public_key: Mapped[bytes]
    reply_for_circle: Mapped[bytes | None]
    reply_for_receipt: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)

    @hybrid_property
    def clock_week(self) -> str:
        """The week that the answer's clock runs from: of arrival, or of "not really"."""
        return self.reopened_week or self.week

    @clock_week.inplace.expression
    @classmethod
    def _clock_week(cls) -> ColumnElement[str]:
        return func.coalesce(cls.reopened_week, cls.week)


class Receipt(Model):
    """The code's shadow: a keyed hash. Erasing the code deletes this row."""

    __tablename__ = "receipt"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookup: Mapped[bytes] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), unique=True
    )
    public_key: Mapped[bytes]


class Message(Model):
    """One message of a thread, sealed to its words key (participant) or its reply key (staff)."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="CASCADE"))
    number: Mapped[int]
    author: Mapped[str] = mapped_column(Short)
    week: Mapped[str] = mapped_column(Week)
    sealed: Mapped[bytes]


class FormUse(Model):
    """A form that was already taken in, so that the same one is never stored twice."""

    __tablename__ = "form_use"
    __table_args__ = ({"sqlite_with_rowid": False},)

    submission_key: Mapped[bytes] = mapped_column(primary_key=True)
    reshow_key_id: Mapped[int]
    week: Mapped[str] = mapped_column(Week)


class ReshowKey(Model):
    """While this key lives, the same form shows the same receipt again; then it is deleted."""

    __tablename__ = "reshow_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[bytes]
    slot: Mapped[int] = mapped_column(unique=True)  # number of whole ten-minute spans since 1970
