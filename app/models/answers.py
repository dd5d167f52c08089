"""Answers: what staff say back, to one voice, a theme or many; sealed to the desk until published."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short


class Answer(Model):
    """A draft holds ``sealed_draft`` (JSON of its fields); a published answer holds the clear fields.

    ``by_on``: when what is planned will be done. ``voices``: how many it reached when it was published.
    ``replaces_id``: the published version that this one corrects.
    """

    __tablename__ = "answer"
    __table_args__ = (
        Index("ix_answer_state_published_on_id", "state", "published_on", "id"),
        Index("ix_answer_state_due_on_id", "state", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    state: Mapped[str] = mapped_column(Short)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    due_on: Mapped[date]
    desk_circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    sealed_draft: Mapped[bytes | None]
    language: Mapped[str] = mapped_column(Short)
    outcome: Mapped[str | None] = mapped_column(Short)
    title: Mapped[str | None]
    you_said: Mapped[str | None]
    you_said_is_quote: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str | None]
    reason: Mapped[str | None]
    by_on: Mapped[date | None]
    voices: Mapped[int | None]
    signed_by: Mapped[str | None]
    published_on: Mapped[date | None]
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)


class AnswerThread(Model):
    """A voice that an answer speaks to."""

    __tablename__ = "answer_thread"
    __table_args__ = (Index("ix_answer_thread_thread_id", "thread_id"),)

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )


class AnswerTheme(Model):
    """A theme that an answer speaks to."""

    __tablename__ = "answer_theme"
    __table_args__ = (Index("ix_answer_theme_theme_id_answer_id", "theme_id", "answer_id"),)

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
