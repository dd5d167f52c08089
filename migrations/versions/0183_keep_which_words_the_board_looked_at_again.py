"""Keep of each "did it help?" whether the board looked again since: a "no" after that comes back to it."""

import sqlalchemy as sa
from alembic import op

revision = "0183"
down_revision = "0182"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("helped", sa.Column("is_heard", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE helped SET is_heard = true"
        " WHERE decision_id IN (SELECT decision_id FROM review WHERE ended_on IS NOT NULL)"
    )
    with op.batch_alter_table("helped", schema=None) as batch_op:
        batch_op.alter_column("is_heard", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("helped", schema=None) as batch_op:
        batch_op.drop_column("is_heard")
