"""Forget which voice led to a warning: nothing ever read it."""

import sqlalchemy as sa
from alembic import op

revision = "0171"
down_revision = "0170"
branch_labels = None
depends_on = None

RANDOM_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_alert_thread_id_thread"), type_="foreignkey")
        batch_op.drop_column("thread_id")


def downgrade() -> None:
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.add_column(sa.Column("thread_id", RANDOM_KEY, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_alert_thread_id_thread"), "thread", ["thread_id"], ["id"], ondelete="SET NULL"
        )
