"""What stewards make of sealed words: themes, safe copies, holds."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, Week


class Theme(Model):
    """A subject that voices have in common."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    name: Mapped[str]
    is_outside_control: Mapped[bool] = mapped_column(default=False)


class ThreadTheme(Model):
    """A theme given to a voice by a steward."""

    __tablename__ = "thread_theme"
    __table_args__ = (Index("ix_thread_theme_theme_id_thread_id", "theme_id", "thread_id"),)

    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)


class SafeCopy(Model):
    """What the board may read, as the person sees it first: sealed to the desk and to the receipt."""

    __tablename__ = "safe_copy"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        Index("ix_safe_copy_state_thread_id", "state", "thread_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(Short)
    desk_circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    sealed_for_desk: Mapped[bytes | None]
    sealed_for_receipt: Mapped[bytes | None]
    shown_week: Mapped[str | None] = mapped_column(Week)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)


class Hold(Model):
    """Held back: asked by one reader, confirmed by a second who is not staff, on a stated ground.

    While it is asked the thread's two keys lie here too, sealed to the second reader's circle.
    """

    __tablename__ = "hold"
    __table_args__ = (Index("ix_hold_state_thread_id", "state", "thread_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    thread_id: Mapped[int] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(Short)
    ground: Mapped[str] = mapped_column(Short)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    sealed_reason: Mapped[bytes]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_week: Mapped[str] = mapped_column(Week)
    second_reader_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_week: Mapped[str | None] = mapped_column(Week)
    appealed_week: Mapped[str | None] = mapped_column(Week)
    appeal_reader_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    appeal_decided_week: Mapped[str | None] = mapped_column(Week)
    words_for_outside: Mapped[bytes | None]
    reply_for_outside: Mapped[bytes | None]


class ThreadReading(Model):
    """That an account opened a voice in a week; only roles and weeks stand on the ledger."""

    __tablename__ = "thread_reading"

    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    week: Mapped[str] = mapped_column(Week, primary_key=True)
