"""Mark how a session was opened, and when its person last showed who they are."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody knows how the open ones were opened: everybody signs in again.
    op.execute("DELETE FROM staff_session")
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stage", sa.String(length=80), nullable=False))
        batch_op.add_column(sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM staff_session")
    with op.batch_alter_table("staff_session", schema=None) as batch_op:
        batch_op.drop_column("proved_at")
        batch_op.drop_column("stage")
