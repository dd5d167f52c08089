"""All tables, imported once so that the metadata is whole."""

from app.models import (
    answers,
    backups,
    ballots,
    board,
    cards,
    care,
    decisions,
    feedback,
    intake,
    jobs,
    ledger,
    notices,
    organisation,
    people,
    proposals,
    safekeeping,
    stewardship,
)
from app.models.schema import Model

__all__ = [
    "Model",
    "answers",
    "backups",
    "ballots",
    "board",
    "cards",
    "care",
    "decisions",
    "feedback",
    "intake",
    "jobs",
    "ledger",
    "notices",
    "organisation",
    "people",
    "proposals",
    "safekeeping",
    "stewardship",
]
