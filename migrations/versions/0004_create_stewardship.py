"""Create stewardship."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_outside_control", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_slug")),
    )
    op.create_table(
        "thread_theme",
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_thread_theme_theme_id_theme")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_theme_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("thread_id", "theme_id", name=op.f("pk_thread_theme")),
    )
    with op.batch_alter_table("thread_theme", schema=None) as batch_op:
        batch_op.create_index("ix_thread_theme_theme_id_thread_id", ["theme_id", "thread_id"], unique=False)
    op.create_table(
        "safe_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("desk_circle_id", sa.Integer(), nullable=False),
        sa.Column("sealed_for_desk", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_for_receipt", sa.LargeBinary(), nullable=True),
        sa.Column("shown_week", sa.String(length=8), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_safe_copy_author_id_account")),
        sa.ForeignKeyConstraint(
            ["desk_circle_id"], ["circle.id"], name=op.f("fk_safe_copy_desk_circle_id_circle")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_safe_copy_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_copy")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_safe_copy_thread_id_number")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("ground", sa.String(length=80), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_week", sa.String(length=8), nullable=False),
        sa.Column("second_reader_id", sa.Integer(), nullable=True),
        sa.Column("decided_week", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_hold_asked_by_id_account")),
        sa.ForeignKeyConstraint(["circle_id"], ["circle.id"], name=op.f("fk_hold_circle_id_circle")),
        sa.ForeignKeyConstraint(
            ["second_reader_id"], ["account.id"], name=op.f("fk_hold_second_reader_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_hold_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("ref", name=op.f("uq_hold_ref")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_thread_id"), ["thread_id"], unique=False)


def downgrade() -> None:
    op.drop_table("hold")
    op.drop_table("safe_copy")
    op.drop_table("thread_theme")
    op.drop_table("theme")
