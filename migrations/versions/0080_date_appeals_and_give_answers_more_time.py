"""Date appeals of what is held back, and give an answer more time."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain columns: rebuilding these tables would copy every voice.
    op.add_column("hold", sa.Column("appealed_week", sa.String(length=8), nullable=True))
    op.add_column("thread", sa.Column("extended_week", sa.String(length=8), nullable=True))


def downgrade() -> None:
    op.drop_column("thread", "extended_week")
    op.drop_column("hold", "appealed_week")
