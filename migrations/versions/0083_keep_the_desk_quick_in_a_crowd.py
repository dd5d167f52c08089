"""Keep the desk quick in a crowd: voices by circle, safe copies by state, the proposal of a voice."""

from alembic import op

revision = "0083"
down_revision = "0160"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_thread_circle_id_state_week_id", "thread", ["circle_id", "state", "week", "id"])
    op.create_index("ix_safe_copy_state_thread_id", "safe_copy", ["state", "thread_id"])
    op.create_index("ix_proposal_thread_id", "proposal", ["thread_id"])


def downgrade() -> None:
    op.drop_index("ix_proposal_thread_id", "proposal")
    op.drop_index("ix_safe_copy_state_thread_id", "safe_copy")
    op.drop_index("ix_thread_circle_id_state_week_id", "thread")
