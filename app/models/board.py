"""The board: seats and terms, rulebook, meetings, agendas, attendance, motions, votes, stipends."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Reference, Short


class BoardSeat(Model):
    """A chair at the table; who fills it is a term."""

    __tablename__ = "board_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    seat_class: Mapped[str] = mapped_column(Short)
    is_voting: Mapped[bool]
    position: Mapped[int]
    is_open: Mapped[bool] = mapped_column(default=True)


class Term(Model):
    """Somebody in a seat, under an alias. ``ends_on`` is the first day after it. An account is optional."""

    __tablename__ = "term"
    __table_args__ = (Index("ix_term_seat_id_starts_on", "seat_id", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seat.id"))
    alias: Mapped[str]
    shows_class: Mapped[bool] = mapped_column(default=False)
    office: Mapped[str] = mapped_column(Short, default="member")
    interests: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]


class RulebookVersion(Model):
    """One version of the rulebook; a change of it is itself a decision."""

    __tablename__ = "rulebook_version"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: domain.rulebook.from_json reads it
    in_force_on: Mapped[date]
    decision_ref: Mapped[str | None] = mapped_column(Reference)
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]


class Meeting(Model):
    """A meeting of the board in the organisation's time zone."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_held_on_id", "held_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    state: Mapped[str] = mapped_column(Short)
    title: Mapped[str] = mapped_column(default="")
    place: Mapped[str]
    held_on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    has_food: Mapped[bool] = mapped_column(default=False)
    stipend_amount: Mapped[int] = mapped_column(default=0)
    stipend_currency: Mapped[str] = mapped_column(Short, default="USD")
    notice_on: Mapped[date | None]
    notice_is_late: Mapped[bool] = mapped_column(default=False)
    desk_circle_id: Mapped[int | None] = mapped_column(ForeignKey("circle.id"))
    head_counts: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # Any: domain.quorum.Quorum at the close
    sealed_minutes: Mapped[bytes | None]
    minutes: Mapped[str | None]
    minutes_drafted_on: Mapped[date | None]
    minutes_adopted_on: Mapped[date | None]
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)


class AgendaItem(Model):
    """One item. ``kind`` is ``domain.agenda.ItemKind``; ``subject`` names what it is about, such as a ref."""

    __tablename__ = "agenda_item"
    __table_args__ = (Index("ix_agenda_item_meeting_id_position", "meeting_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Short)
    subject: Mapped[str] = mapped_column(Reference, default="")
    title: Mapped[str]
    minutes_planned: Mapped[int] = mapped_column(default=0)
    waiting_since: Mapped[date]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    is_done: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")


class Attendance(Model):
    """Somebody came into the room, or left it."""

    __tablename__ = "attendance"
    __table_args__ = (Index("ix_attendance_meeting_id_id", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seat.id"))
    move: Mapped[str] = mapped_column(Short)
    at: Mapped[datetime]


class Motion(Model):
    """What is put to the board, with the rules that it opened under and the result that it closed with."""

    __tablename__ = "motion"
    __table_args__ = (Index("ix_motion_meeting_id_id", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    matter: Mapped[str] = mapped_column(Short)
    power: Mapped[str] = mapped_column(Short)
    method: Mapped[str] = mapped_column(Short)
    sum_needed: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(Short)
    outcome: Mapped[str | None] = mapped_column(Short)
    rules: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # Any: domain.motion_rules reads it
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # Any: what the close computed, published
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=1)
    close_leaf: Mapped[int | None]
    votes_salt: Mapped[bytes | None]
    ledger_leaf: Mapped[int | None]
    ledger_salt: Mapped[bytes | None]
    version: Mapped[int] = mapped_column(default=1)


class MotionVote(Model):
    """One seat's open vote, or its answer in a consent round. ``by_hand``: recorded by the secretary."""

    __tablename__ = "motion_vote"

    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seat.id"), primary_key=True)
    holder: Mapped[str] = mapped_column(Reference)
    choice: Mapped[str] = mapped_column(Short)
    reason: Mapped[str] = mapped_column(default="")
    is_answered: Mapped[bool] = mapped_column(default=False)
    by_hand: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Recusal(Model):
    """A seat that steps out for one motion, with its reason."""

    __tablename__ = "recusal"

    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id", ondelete="CASCADE"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seat.id"), primary_key=True)
    reason: Mapped[str]


class Stipend(Model):
    """What a member is owed for a meeting, and when it was paid."""

    __tablename__ = "stipend"
    __table_args__ = (UniqueConstraint("meeting_id", "seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("board_seat.id"))
    amount: Mapped[int]
    paid_on: Mapped[date | None]
    how: Mapped[str] = mapped_column(Short, default="cash")
