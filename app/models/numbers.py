"""What the public numbers were counted from, once a month."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model


class VoiceSnapshot(Model):
    """Counts of voices as at the last whole week of a month; ``key``: it, the languages, ``COUNTED_AS``."""

    __tablename__ = "voice_snapshot"

    key: Mapped[str] = mapped_column(primary_key=True)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: domain.public_numbers.VoiceCounts
