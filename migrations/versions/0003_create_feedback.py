"""Create feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("last_week", sa.String(length=8), nullable=False),
        sa.Column("acknowledged_week", sa.String(length=8), nullable=True),
        sa.Column("answered_week", sa.String(length=8), nullable=True),
        sa.Column("channel", sa.String(length=80), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("word_use", sa.String(length=80), nullable=False),
        sa.Column("is_about_staff", sa.Boolean(), nullable=False),
        sa.Column("asks_board", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("safety_level", sa.String(length=80), nullable=False),
        sa.Column("verdict", sa.String(length=80), nullable=True),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("words_public_key", sa.LargeBinary(), nullable=False),
        sa.Column("words_for_circle", sa.LargeBinary(), nullable=True),
        sa.Column("words_for_receipt", sa.LargeBinary(), nullable=True),
        sa.Column("reply_public_key", sa.LargeBinary(), nullable=False),
        sa.Column("reply_for_circle", sa.LargeBinary(), nullable=True),
        sa.Column("reply_for_receipt", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circle.id"], name=op.f("fk_thread_circle_id_circle")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_thread_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
        sa.UniqueConstraint("ref", name=op.f("uq_thread_ref")),
    )
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.create_index("ix_thread_state_week_id", ["state", "week", "id"], unique=False)
        batch_op.create_index("ix_thread_week_id", ["week", "id"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_receipt_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_receipt")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_receipt_thread_id")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "message",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_message_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_message_thread_id_number")),
    )
    op.create_table(
        "form_use",
        sa.Column("submission_key", sa.LargeBinary(), nullable=False),
        sa.Column("reshow_key_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("submission_key", name=op.f("pk_form_use")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reshow_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reshow_key")),
        sa.UniqueConstraint("slot", name=op.f("uq_reshow_key_slot")),
    )


def downgrade() -> None:
    op.drop_table("reshow_key")
    op.drop_table("form_use")
    op.drop_table("message")
    op.drop_table("receipt")
    op.drop_table("thread")
