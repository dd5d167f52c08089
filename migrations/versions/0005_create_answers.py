"""Create answers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("desk_circle_id", sa.Integer(), nullable=False),
        sa.Column("sealed_draft", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("you_said", sa.Text(), nullable=True),
        sa.Column("you_said_is_quote", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("ledger_leaf", sa.Integer(), nullable=True),
        sa.Column("ledger_salt", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk_circle_id"], ["circle.id"], name=op.f("fk_answer_desk_circle_id_circle")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_answer_owner_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("ref", name=op.f("uq_answer_ref")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_answer_state_published_on_id", ["state", "published_on", "id"], unique=False
        )
    op.create_table(
        "answer_thread",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_thread_answer_id_answer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_answer_thread_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("answer_id", "thread_id", name=op.f("pk_answer_thread")),
    )
    with op.batch_alter_table("answer_thread", schema=None) as batch_op:
        batch_op.create_index("ix_answer_thread_thread_id", ["thread_id"], unique=False)
    op.create_table(
        "answer_theme",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_theme_answer_id_answer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_answer_theme_theme_id_theme")),
        sa.PrimaryKeyConstraint("answer_id", "theme_id", name=op.f("pk_answer_theme")),
    )


def downgrade() -> None:
    op.drop_table("answer_theme")
    op.drop_table("answer_thread")
    op.drop_table("answer")
