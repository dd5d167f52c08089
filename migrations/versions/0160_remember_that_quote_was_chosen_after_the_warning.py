"""Remember of each voice whether quote was chosen beside the warning that few may have said the same."""

import sqlalchemy as sa
from alembic import op

revision = "0160"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "thread",
        sa.Column("quote_after_warning", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("thread", "quote_after_warning")
