"""The one organisation: its names, languages, places, texts and what the first start leaves behind."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Short


class Organisation(Model):
    """A single row, made when the set-up is finished."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str]
    time_zone: Mapped[str] = mapped_column(Short)
    default_language: Mapped[str] = mapped_column(Short)
    about: Mapped[str] = mapped_column(default="")
    participant_word: Mapped[str] = mapped_column(Short, default="participant")
    founded_on: Mapped[date]
    recovery_public_key: Mapped[bytes]
    outside_reader_named: Mapped[bool] = mapped_column(default=False)
    recovery_rehearsed_on: Mapped[date | None]


class OfferedLanguage(Model):
    """A language that the pages are offered in, in the order of the language row."""

    __tablename__ = "offered_language"

    code: Mapped[str] = mapped_column(Short, primary_key=True)
    position: Mapped[int]


class Place(Model):
    """Somewhere the organisation works."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Short, unique=True)
    name: Mapped[str]
    position: Mapped[int]
    is_open: Mapped[bool] = mapped_column(default=True)


class IntakeText(Model):
    """A line above the form. ``kind``: help, reading or legal. ``police``: never, may or none (not said)."""

    __tablename__ = "intake_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Short)
    position: Mapped[int]
    phone: Mapped[str] = mapped_column(Short, default="")
    police: Mapped[str] = mapped_column(Short, default="none")


class IntakeWording(Model):
    """The words of such a line in one language; nothing is shown until the director confirmed it."""

    __tablename__ = "intake_wording"
    __table_args__ = (UniqueConstraint("text_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("intake_text.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(Short)
    lead: Mapped[str]
    body: Mapped[str]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    confirmed_on: Mapped[date | None]


class SetupLink(Model):
    """The one-time link of the first start; only a hash of its token is kept."""

    __tablename__ = "setup_link"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PublicVersion(Model):
    """Raised by every write that changes a public page; the page cache is keyed by it."""

    __tablename__ = "public_version"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int] = mapped_column(default=1)
