"""All tables, imported once so that the metadata is whole."""

from app.models import (
    answers,
    board,
    decisions,
    feedback,
    intake,
    jobs,
    ledger,
    organisation,
    people,
    proposals,
    stewardship,
)
from app.models.schema import Model

__all__ = [
    "Model",
    "answers",
    "board",
    "decisions",
    "feedback",
    "intake",
    "jobs",
    "ledger",
    "organisation",
    "people",
    "proposals",
    "stewardship",
]
