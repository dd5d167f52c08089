"""Change the keys of circles and the recovery key, and remember why words were erased."""

import sqlalchemy as sa
from alembic import op

revision = "0101"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retired_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("sealed_for_next_recovery", sa.LargeBinary(), nullable=True))
    op.add_column("thread", sa.Column("erased_because", sa.String(length=80), nullable=True))
    op.create_table(
        "rotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circle_name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("because", sa.String(length=80), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("new_circle_id", sa.Integer(), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["new_circle_id"], ["circle.id"], name=op.f("fk_rotation_new_circle_id_circle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rotation")),
    )
    op.create_table(
        "next_recovery_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("rehearsed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_next_recovery_key_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_recovery_key")),
    )


def downgrade() -> None:
    op.drop_table("next_recovery_key")
    op.drop_table("rotation")
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_column("erased_because")
    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.drop_column("sealed_for_next_recovery")
        batch_op.drop_column("retired_on")
