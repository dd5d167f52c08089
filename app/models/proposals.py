"""Proposals: their versions, the voices behind them, their screening and their support."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, Week, random_key


class Proposal(Model):
    """One wish for a change. ``thread_id``: the participant's own thread when it came from one.

    ``public_on``: the day from which anyone may read that it exists, open or refused; None before.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index("ix_proposal_state_opened_on_id", "state", "opened_on", "id"),
        Index("ix_proposal_state_public_on_id", "state", "public_on", "id"),
        Index("ix_proposal_thread_id", "thread_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    state: Mapped[str] = mapped_column(Short)
    proposed_by: Mapped[str] = mapped_column(Short)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    thread_id: Mapped[int | None] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="SET NULL"))
    matter: Mapped[str] = mapped_column(Short)
    power: Mapped[str] = mapped_column(Short)
    sum_needed: Mapped[int] = mapped_column(default=0)
    open_supports: Mapped[int] = mapped_column(default=0)
    started_on: Mapped[date]
    opened_on: Mapped[date | None]
    public_on: Mapped[date | None]
    review_on: Mapped[date | None]
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)


class ProposalVersion(Model):
    """The words of a proposal. Sealed to the desk until the proposal is open; then clear and for good."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    number: Mapped[int]
    desk_circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    sealed_draft: Mapped[bytes | None]
    title: Mapped[str | None]
    change: Mapped[str | None]
    problem: Mapped[str | None]
    trade_off: Mapped[str | None]
    why_changed: Mapped[str | None]
    by_role: Mapped[str] = mapped_column(Short)
    made_on: Mapped[date]


class ProposalThread(Model):
    """A voice behind a proposal."""

    __tablename__ = "proposal_thread"
    __table_args__ = (Index("ix_proposal_thread_thread_id", "thread_id"),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(
        RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True
    )


class ProposalTheme(Model):
    """A theme behind a proposal."""

    __tablename__ = "proposal_theme"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)


class ProposalQuote(Model):
    """Words that a public proposal quotes. Random keys and no way to a thread: nothing says whose or when."""

    __tablename__ = "proposal_quote"

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]


class Screening(Model):
    """A proposal screened out: the ground and its words are public, and open to appeal."""

    __tablename__ = "screening"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    ground: Mapped[str] = mapped_column(Short)
    words: Mapped[str]
    screened_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    screened_on: Mapped[date]
    appealed_week: Mapped[str | None] = mapped_column(Week)
    heard_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    heard_on: Mapped[date | None]
    heard_words: Mapped[str | None]
