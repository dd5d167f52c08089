"""What follows a vote: decisions, leadership's replies, policies, steps, reviews, and whether it helped."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, Week


class Decision(Model):
    """The board's decision on a motion, with leadership's public clock."""

    __tablename__ = "decision"
    __table_args__ = (
        Index("ix_decision_decided_on_id", "decided_on", "id"),
        Index("ix_decision_reply_state_reply_due_on_id", "reply_state", "reply_due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), unique=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    title: Mapped[str]
    outcome: Mapped[str] = mapped_column(Short)
    power: Mapped[str] = mapped_column(Short)
    reasons: Mapped[str] = mapped_column(default="")
    minority_view: Mapped[str] = mapped_column(default="")
    effect: Mapped[str] = mapped_column(default="")
    interim: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date]
    is_published: Mapped[bool] = mapped_column(default=False)
    reply_state: Mapped[str] = mapped_column(Short)
    reply_due_on: Mapped[date | None]
    board_reply: Mapped[str] = mapped_column(default="")
    board_replied_on: Mapped[date | None]
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)


class LeadershipReply(Model):
    """One reply of leadership; a later one may give more, never less."""

    __tablename__ = "leadership_reply"
    __table_args__ = (UniqueConstraint("decision_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"))
    number: Mapped[int]
    position: Mapped[str] = mapped_column(Short)
    reason: Mapped[str]
    signed_by: Mapped[str]
    replied_on: Mapped[date]


class Extension(Model):
    """More time on a clock: ``subject`` such as "reply:D-7KQ2MX"; the reason is public."""

    __tablename__ = "extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(Short, index=True)
    due_was_on: Mapped[date]
    due_is_on: Mapped[date]
    reason: Mapped[str]
    extended_on: Mapped[date]


class Policy(Model):
    """A rule of the organisation; its words are its versions."""

    __tablename__ = "policy"
    __table_args__ = (Index("ix_policy_title_id", "title", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    title: Mapped[str]


class PolicyVersion(Model):
    """The words of a rule, the decision that made them, and their dates."""

    __tablename__ = "policy_version"
    __table_args__ = (
        UniqueConstraint("policy_id", "number"),
        Index("ix_policy_version_state_effective_on_id", "state", "effective_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id", ondelete="CASCADE"))
    number: Mapped[int]
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    text: Mapped[str]
    state: Mapped[str] = mapped_column(Short)
    effective_on: Mapped[date]
    review_on: Mapped[date]
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]


class Step(Model):
    """One thing to do after a decision; ``owner`` is a role or title, never a participant.

    Once it is done: those who spoke are told of it by ``report_due_on``, and were on ``reported_on``.
    """

    __tablename__ = "step"
    __table_args__ = (Index("ix_step_state_due_on_id", "state", "due_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(Short)
    done_on: Mapped[date | None]
    report_due_on: Mapped[date | None]
    reported_on: Mapped[date | None]
    dropped_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)


class ReportBack(Model):
    """What the people who spoke are told once steps are done."""

    __tablename__ = "report_back"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    how: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[date]


class Review(Model):
    """The board looks again: keep, change or stop."""

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_state_planned_on", "state", "planned_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(Short)
    planned_on: Mapped[date]
    words: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]


class Helped(Model):
    """What somebody who spoke says of the change: yes, some, no or unknown, once a decision.

    ``is_heard``: the board has looked at the change again since this was said.
    """

    __tablename__ = "helped"
    __table_args__ = ({"sqlite_with_rowid": False},)

    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[str] = mapped_column(Short)
    week: Mapped[str] = mapped_column(Week)
    is_heard: Mapped[bool] = mapped_column(default=False)
