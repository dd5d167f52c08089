"""All tables, imported once so that the metadata is whole."""

from app.models import answers, feedback, jobs, ledger, organisation, people, stewardship
from app.models.schema import Model

__all__ = ["Model", "answers", "feedback", "jobs", "ledger", "organisation", "people", "stewardship"]
