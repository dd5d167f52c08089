"""Letters to staff that say "something waits for you" and nothing else."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Short, random_key


class NoticeAddress(Model):
    """Where an account wants to be told, encrypted under the machine's key: it opens while nobody is here."""

    __tablename__ = "notice_address"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    boxed_address: Mapped[bytes]
    added_on: Mapped[date]


class Notice(Model):
    """One letter to one account about one thing. ``next_try_at`` is set only after a failed try.

    Its key is random: a number that counted up would tell the order in which people spoke of danger.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "about"),
        Index("ix_notice_state", "state"),
    )

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(Short)
    about: Mapped[str] = mapped_column(Short)
    state: Mapped[str] = mapped_column(Short)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    letter_key: Mapped[bytes]
