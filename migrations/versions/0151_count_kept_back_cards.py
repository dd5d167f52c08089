"""Count kept-back cards by how many and which, in place of a row for each card."""

import sqlalchemy as sa
from alembic import op

revision = "0151"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_kept_back_entry_batch_id", table_name="kept_back_entry")
    op.drop_table("kept_back_entry")
    op.create_table(
        "kept_back_count",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["card_batch.id"],
            name=op.f("fk_kept_back_count_batch_id_card_batch"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_kept_back_count_entered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("batch_id", "entered_by_id", name=op.f("pk_kept_back_count")),
    )


def downgrade() -> None:
    op.drop_table("kept_back_count")
    op.create_table(
        "kept_back_entry",
        sa.Column("card_hash", sa.LargeBinary(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["card_batch.id"],
            name=op.f("fk_kept_back_entry_batch_id_card_batch"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["card_hash"], ["card.hash"], name=op.f("fk_kept_back_entry_card_hash_card"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_kept_back_entry_entered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("card_hash", "entered_by_id", name=op.f("pk_kept_back_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_kept_back_entry_batch_id", "kept_back_entry", ["batch_id"])
