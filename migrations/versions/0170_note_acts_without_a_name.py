"""Note acts that enter the ledger with their week's total."""

import sqlalchemy as sa
from alembic import op

revision = "0170"
down_revision = "0083"
branch_labels = None
depends_on = None

RANDOM_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "unnamed_act",
        sa.Column("id", RANDOM_KEY, autoincrement=False, nullable=False),
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unnamed_act")),
    )
    op.create_index("ix_unnamed_act_week", "unnamed_act", ["week"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_unnamed_act_week", table_name="unnamed_act")
    op.drop_table("unnamed_act")
