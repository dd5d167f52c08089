"""Keep beside a finished step when those who spoke are told of it, and when they were: counted by one look."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0182"
down_revision = "0181"
branch_labels = None
depends_on = None

UNTIL_A_RULEBOOK = 30
STEP = sa.table(
    "step",
    sa.column("id", sa.Integer),
    sa.column("decision_id", sa.Integer),
    sa.column("done_on", sa.Date),
    sa.column("report_due_on", sa.Date),
    sa.column("reported_on", sa.Date),
)
DECISION = sa.table("decision", sa.column("id", sa.Integer), sa.column("ref", sa.String))
REPORT = sa.table("report_back", sa.column("decision_id", sa.Integer), sa.column("reported_on", sa.Date))
EXTENSION = sa.table("extension", sa.column("subject", sa.String), sa.column("due_is_on", sa.Date))
RULEBOOK = sa.table(
    "rulebook_version",
    sa.column("number", sa.Integer),
    sa.column("in_force_on", sa.Date),
    sa.column("document", sa.JSON),
)


def upgrade() -> None:
    op.add_column("step", sa.Column("report_due_on", sa.Date(), nullable=True))
    op.add_column("step", sa.Column("reported_on", sa.Date(), nullable=True))
    connection = op.get_bind()
    days, told, longer = _days(connection), _told(connection), _longer(connection)
    steps = sa.select(STEP.c.id, STEP.c.decision_id, STEP.c.done_on).where(STEP.c.done_on.is_not(None))
    for key, decision, done_on in connection.execute(steps).all():
        allowed = next((n for since, n in reversed(days) if since <= done_on), UNTIL_A_RULEBOOK)
        due = max(done_on + timedelta(days=allowed), longer.get(decision, date.min))
        first = min((day for day in told.get(decision, ()) if day >= done_on), default=None)
        kept = sa.update(STEP).where(STEP.c.id == key).values(report_due_on=due, reported_on=first)
        connection.execute(kept)


def downgrade() -> None:
    op.drop_column("step", "reported_on")
    op.drop_column("step", "report_due_on")


def _days(connection: sa.Connection) -> list[tuple[date, int]]:
    rows = sa.select(RULEBOOK.c.in_force_on, RULEBOOK.c.document).order_by(RULEBOOK.c.number)
    return [(since, _allowed(document)) for since, document in connection.execute(rows)]


def _allowed(document: Mapping[str, Any]) -> int:
    days: int = document["clocks"]["report_back_days"]
    return days


def _told(connection: sa.Connection) -> dict[int, list[date]]:
    told: dict[int, list[date]] = {}
    for decision, day in connection.execute(sa.select(REPORT.c.decision_id, REPORT.c.reported_on)):
        told.setdefault(decision, []).append(day)
    return told


def _longer(connection: sa.Connection) -> dict[int, date]:
    rows = sa.select(DECISION.c.id, sa.func.max(EXTENSION.c.due_is_on))
    rows = rows.join(EXTENSION, EXTENSION.c.subject == sa.literal("report:") + DECISION.c.ref)
    return {key: day for key, day in connection.execute(rows.group_by(DECISION.c.id))}
