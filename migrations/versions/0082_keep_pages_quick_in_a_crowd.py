"""Keep pages quick in a crowd: an order for lists of replies, rules, holds and floods, and monthly counts."""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0091"
branch_labels = None
depends_on = None

FLOODED = sa.text("flood_state IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "voice_snapshot",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_voice_snapshot")),
    )
    op.create_index(
        "ix_decision_reply_state_reply_due_on_id", "decision", ["reply_state", "reply_due_on", "id"]
    )
    op.create_index("ix_policy_title_id", "policy", ["title", "id"])
    op.create_index("ix_hold_state_thread_id", "hold", ["state", "thread_id"])
    op.create_index(
        "ix_thread_flood_state", "thread", ["flood_state"], sqlite_where=FLOODED, postgresql_where=FLOODED
    )


def downgrade() -> None:
    op.drop_index("ix_thread_flood_state", "thread")
    op.drop_index("ix_hold_state_thread_id", "hold")
    op.drop_index("ix_policy_title_id", "policy")
    op.drop_index("ix_decision_reply_state_reply_due_on_id", "decision")
    op.drop_table("voice_snapshot")
