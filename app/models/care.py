"""Care: what is looked for in words, who is on duty, the safety queue, warnings, and what leadership got."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, Week


class DangerPhrase(Model):
    """The organisation's own line in the list. ``standing``: added, calm (a look-alike) or removed."""

    __tablename__ = "danger_phrase"
    __table_args__ = (UniqueConstraint("language", "harm", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(Short)
    harm: Mapped[str] = mapped_column(Short)
    words: Mapped[str]
    standing: Mapped[str] = mapped_column(Short)


class StaffName(Model):
    """What people call somebody who works here, beside the names of accounts."""

    __tablename__ = "staff_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Short, unique=True)


class SafetyItem(Model):
    """A voice in the safety queue. ``slot_at`` is a whole four-hour slot, kept until the first look alone.

    ``week`` is the voice's own, so that the newest are found without reading all.
    """

    __tablename__ = "safety_item"
    __table_args__ = (Index("ix_safety_item_state_week_thread_id", "state", "week", "thread_id"),)

    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    week: Mapped[str] = mapped_column(Week)
    state: Mapped[str] = mapped_column(Short)
    slot_at: Mapped[datetime | None]
    first_look: Mapped[str | None] = mapped_column(Short)
    outcome: Mapped[str | None] = mapped_column(Short)
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    sealed_findings: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)


class SafetyStep(Model):
    """What somebody did with it. The words are sealed to the thread's words key: its readers open them."""

    __tablename__ = "safety_step"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="CASCADE"))
    number: Mapped[int]
    act: Mapped[str] = mapped_column(Short)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    week: Mapped[str] = mapped_column(Week)
    sealed_words: Mapped[bytes | None]


class DutyShift(Model):
    """A weekly shift. ``line``: stewards or outside; ``weekday`` 0 is Monday; hours 0 to 24, local time."""

    __tablename__ = "duty_shift"
    __table_args__ = (UniqueConstraint("line", "account_id", "weekday", "from_hour"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(Short)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    weekday: Mapped[int]
    from_hour: Mapped[int]
    until_hour: Mapped[int]


class DutyCover(Model):
    """For one day somebody stands in for somebody else."""

    __tablename__ = "duty_cover"
    __table_args__ = (UniqueConstraint("line", "on_date", "absent_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(Short)
    on_date: Mapped[date]
    absent_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Alert(Model):
    """A warning that a steward made public until a day; ``salt`` opens its commitment on the ledger."""

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_ends_on_id", "ends_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    kind: Mapped[str] = mapped_column(Short)
    language: Mapped[str] = mapped_column(Short)
    title: Mapped[str]
    body: Mapped[str]
    published_on: Mapped[date]
    ends_on: Mapped[date]
    ended_on: Mapped[date | None]
    signed_by: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    salt: Mapped[bytes]
    leaf_index: Mapped[int]


class StaffHandover(Model):
    """What the outside reader handed to leadership: in the person's agreed words, or as one more."""

    __tablename__ = "staff_handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), unique=True
    )
    state: Mapped[str] = mapped_column(Short)
    word_use: Mapped[str] = mapped_column(Short)
    week: Mapped[str] = mapped_column(Week)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_week: Mapped[str | None] = mapped_column(Week)
    sealed_answer: Mapped[bytes | None]


class StaffHandoverCopy(Model):
    """The same words sealed to one person of leadership, and to nobody else of the desk."""

    __tablename__ = "staff_handover_copy"

    handover_id: Mapped[int] = mapped_column(
        ForeignKey("staff_handover.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sealed_words: Mapped[bytes | None]
