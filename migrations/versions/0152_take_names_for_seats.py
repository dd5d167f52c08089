"""Take names for lived-experience seats, by a code or typed on the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0152"
down_revision = "0172"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seat_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_seat_call_ballot_id_ballot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_call")),
        sa.UniqueConstraint("ref", name=op.f("uq_seat_call_ref")),
    )
    op.create_index("ix_seat_call_state", "seat_call", ["state"])
    op.create_index("ix_seat_call_ballot_id", "seat_call", ["ballot_id"])
    _create_nomination()


def downgrade() -> None:
    op.drop_index("ix_nomination_thread_id", table_name="nomination")
    op.drop_table("nomination")
    op.drop_index("ix_seat_call_ballot_id", table_name="seat_call")
    op.drop_index("ix_seat_call_state", table_name="seat_call")
    op.drop_table("seat_call")


def _create_nomination() -> None:
    random_key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "nomination",
        sa.Column("id", random_key, autoincrement=False, nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", random_key, nullable=True),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("ground", sa.String(length=80), nullable=False),
        sa.Column("desk_circle_id", sa.Integer(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_alias", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["seat_call.id"], name=op.f("fk_nomination_call_id_seat_call"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_nomination_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["desk_circle_id"], ["circle.id"], name=op.f("fk_nomination_desk_circle_id_circle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("call_id", "thread_id", name=op.f("uq_nomination_call_id_thread_id")),
    )
    op.create_index("ix_nomination_thread_id", "nomination", ["thread_id"])
