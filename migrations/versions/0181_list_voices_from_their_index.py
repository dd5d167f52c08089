"""List and count voices from an index that holds all that a list decides by."""

from alembic import op

revision = "0181"
down_revision = "0180"
branch_labels = None
depends_on = None

NAME = "ix_thread_state_week_id"
ORDER = ["state", "week", "id"]
DECIDES = ["circle_id", "flood_state", "answered_week", "reopened_week", "extended_week"]


def upgrade() -> None:
    op.drop_index(NAME, table_name="thread")
    op.create_index(NAME, "thread", [*ORDER, *DECIDES], unique=False)


def downgrade() -> None:
    op.drop_index(NAME, table_name="thread")
    op.create_index(NAME, "thread", ORDER, unique=False)
