"""Backups that were written, and restores that were tried. The files themselves lie outside the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Short


class Backup(Model):
    """One sealed file. ``size`` in bytes; ``sha256`` of the whole file, to find it damaged later."""

    __tablename__ = "backup"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    made_at: Mapped[datetime]
    size: Mapped[int] = mapped_column(BigInteger)
    rows: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    recovery_public_key: Mapped[bytes]
    is_nightly: Mapped[bool]


class Rehearsal(Model):
    """A restore that somebody asked to be tried; ``found`` says what came of it (None: not done yet)."""

    __tablename__ = "rehearsal"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(Short)
    done_at: Mapped[datetime | None]
    is_good: Mapped[bool | None]
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # Any: counts, names and reasons
