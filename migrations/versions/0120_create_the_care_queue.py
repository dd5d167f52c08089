"""Create the list of danger words, the names of staff, the rota and the safety queue."""

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0131"
branch_labels = None
depends_on = None

RANDOM_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "danger_phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=80), nullable=False),
        sa.Column("harm", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_phrase")),
        sa.UniqueConstraint("language", "harm", "words", name=op.f("uq_danger_phrase_language_harm_words")),
    )
    op.create_table(
        "staff_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_name")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_name_name")),
    )
    op.create_table(
        "safety_item",
        sa.Column("thread_id", RANDOM_KEY, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("slot_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_look", sa.String(length=80), nullable=True),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("sealed_findings", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["keeper_id"], ["account.id"], name=op.f("fk_safety_item_keeper_id_account")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_safety_item_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_safety_item")),
    )
    op.create_index("ix_safety_item_state", "safety_item", ["state"], unique=False)
    op.create_table(
        "safety_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", RANDOM_KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_safety_step_by_id_account")),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_safety_step_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_id"], ["account.id"], name=op.f("fk_safety_step_to_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_step")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_safety_step_thread_id_number")),
    )
    op.create_table(
        "duty_shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=80), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_hour", sa.Integer(), nullable=False),
        sa.Column("until_hour", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_duty_shift_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
        sa.UniqueConstraint(
            "line",
            "account_id",
            "weekday",
            "from_hour",
            name=op.f("uq_duty_shift_line_account_id_weekday_from_hour"),
        ),
    )
    op.create_table(
        "duty_cover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=80), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["absent_id"], ["account.id"], name=op.f("fk_duty_cover_absent_id_account")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_duty_cover_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_cover")),
        sa.UniqueConstraint(
            "line", "on_date", "absent_id", name=op.f("uq_duty_cover_line_on_date_absent_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("duty_cover")
    op.drop_table("duty_shift")
    op.drop_table("safety_step")
    op.drop_index("ix_safety_item_state", table_name="safety_item")
    op.drop_table("safety_item")
    op.drop_table("staff_name")
    op.drop_table("danger_phrase")
