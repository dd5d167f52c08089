"""Work that waits, who is doing it, and limits without identity."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Short


class Job(Model):
    """A named piece of regular work and when it is due next."""

    __tablename__ = "job"

    name: Mapped[str] = mapped_column(Short, primary_key=True)
    due_at: Mapped[datetime]


class Lease(Model):
    """Who runs the regular work now; it lapses by itself."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(Short, primary_key=True)
    holder: Mapped[str] = mapped_column(Short)
    until: Mapped[datetime]


class Bucket(Model):
    """How often something happened in one span of time: no address, no person but a staff account."""

    __tablename__ = "bucket"

    name: Mapped[str] = mapped_column(primary_key=True)
    span: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
