"""Remember the week in which an answer was called no real one, and what came in a flood."""

import sqlalchemy as sa
from alembic import op

revision = "0131"
down_revision = "0130"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("thread", sa.Column("reopened_week", sa.String(length=8), nullable=True))
    op.add_column("thread", sa.Column("flood_state", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("thread", "flood_state")
    op.drop_column("thread", "reopened_week")
