"""Keep a voice's week beside its entry in the safety queue: the newest are found without reading all."""

import sqlalchemy as sa
from alembic import op

revision = "0180"
down_revision = "0152"
branch_labels = None
depends_on = None

WEEK = sa.String(length=8)


def upgrade() -> None:
    op.add_column("safety_item", sa.Column("week", WEEK, nullable=True))
    op.execute(
        "UPDATE safety_item SET week = (SELECT week FROM thread WHERE thread.id = safety_item.thread_id)"
    )
    op.drop_index("ix_safety_item_state", table_name="safety_item")
    with op.batch_alter_table("safety_item", schema=None) as batch_op:
        batch_op.alter_column("week", existing_type=WEEK, nullable=False)
    op.create_index("ix_safety_item_state_week_thread_id", "safety_item", ["state", "week", "thread_id"])


def downgrade() -> None:
    op.drop_index("ix_safety_item_state_week_thread_id", table_name="safety_item")
    op.drop_column("safety_item", "week")
    op.create_index("ix_safety_item_state", "safety_item", ["state"], unique=False)
