"""Remember what is to be scrubbed and what was purged."""

import sqlalchemy as sa
from alembic import op

revision = "0100"
down_revision = "0090"
branch_labels = None
depends_on = None


def upgrade() -> None:
    state = op.create_table(
        "scrub_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_scrub_state_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scrub_state")),
    )
    op.bulk_insert(state, [{"id": 1, "asked": 0, "done": 0, "left": []}])
    op.create_table(
        "purged_reference",
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ref", "what", name=op.f("pk_purged_reference")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("purged_reference")
    op.drop_table("scrub_state")
