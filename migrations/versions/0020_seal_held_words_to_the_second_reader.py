"""Seal held words to the second reader, and note who opened what."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.add_column(sa.Column("appeal_reader_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("appeal_decided_week", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("words_for_outside", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("reply_for_outside", sa.LargeBinary(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_hold_appeal_reader_id_account"), "account", ["appeal_reader_id"], ["id"]
        )
    op.create_table(
        "thread_reading",
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_thread_reading_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_reading_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("thread_id", "account_id", "week", name=op.f("pk_thread_reading")),
    )


def downgrade() -> None:
    op.drop_table("thread_reading")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_hold_appeal_reader_id_account"), type_="foreignkey")
        batch_op.drop_column("reply_for_outside")
        batch_op.drop_column("words_for_outside")
        batch_op.drop_column("appeal_decided_week")
        batch_op.drop_column("appeal_reader_id")
