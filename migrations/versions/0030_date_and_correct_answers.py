"""Date and correct answers."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("voices", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_answer_replaces_id_answer"), "answer", ["replaces_id"], ["id"]
        )
        batch_op.create_index("ix_answer_state_due_on_id", ["state", "due_on", "id"], unique=False)
        batch_op.create_index("ix_answer_replaces_id", ["replaces_id"], unique=False)
    with op.batch_alter_table("answer_theme", schema=None) as batch_op:
        batch_op.create_index("ix_answer_theme_theme_id_answer_id", ["theme_id", "answer_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("answer_theme", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_theme_theme_id_answer_id")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_replaces_id")
        batch_op.drop_index("ix_answer_state_due_on_id")
        batch_op.drop_constraint(batch_op.f("fk_answer_replaces_id_answer"), type_="foreignkey")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("voices")
        batch_op.drop_column("by_on")
