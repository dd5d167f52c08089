"""Remember whether notice came late, who came as head counts, a motion's round, the leaf of its close."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("notice_is_late", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("head_counts", sa.JSON(), nullable=True))
    with op.batch_alter_table("motion", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("close_leaf", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("motion", schema=None) as batch_op:
        batch_op.drop_column("close_leaf")
        batch_op.drop_column("round")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_column("head_counts")
        batch_op.drop_column("notice_is_late")
