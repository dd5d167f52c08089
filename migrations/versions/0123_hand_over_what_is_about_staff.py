"""Create what the outside reader hands to leadership."""

import sqlalchemy as sa
from alembic import op

revision = "0123"
down_revision = "0122"
branch_labels = None
depends_on = None

RANDOM_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "staff_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("thread_id", RANDOM_KEY, nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("word_use", sa.String(length=80), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_week", sa.String(length=8), nullable=True),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_staff_handover_answered_by_id_account")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_staff_handover_by_id_account")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_staff_handover_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_handover")),
        sa.UniqueConstraint("ref", name=op.f("uq_staff_handover_ref")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_staff_handover_thread_id")),
    )
    op.create_table(
        "staff_handover_copy",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_staff_handover_copy_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"],
            ["staff_handover.id"],
            name=op.f("fk_staff_handover_copy_handover_id_staff_handover"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("handover_id", "account_id", name=op.f("pk_staff_handover_copy")),
    )


def downgrade() -> None:
    op.drop_table("staff_handover_copy")
    op.drop_table("staff_handover")
