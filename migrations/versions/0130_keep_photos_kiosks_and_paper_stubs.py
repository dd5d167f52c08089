"""Keep photos, kiosks, stubs of paper cards, and one-time words."""

import sqlalchemy as sa
from alembic import op

revision = "0130"
down_revision = "0070"
branch_labels = None
depends_on = None

RANDOM_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "photo",
        sa.Column("id", RANDOM_KEY, autoincrement=False, nullable=False),
        sa.Column("thread_id", RANDOM_KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_photo_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_photo_thread_id_number")),
    )
    op.create_table(
        "kiosk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("made_week", sa.String(length=8), nullable=False),
        sa.Column("is_ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_kiosk_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("ref", name=op.f("uq_kiosk_ref")),
    )
    op.create_table(
        "paper_stub",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_paper_stub")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spoken_word",
        sa.Column("id", RANDOM_KEY, autoincrement=False, nullable=False),
        sa.Column("thread_id", RANDOM_KEY, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("word_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_word", sa.LargeBinary(), nullable=True),
        sa.Column("desk_circle_id", sa.Integer(), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_spoken_word_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["desk_circle_id"], ["circle.id"], name=op.f("fk_spoken_word_desk_circle_id_circle")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_spoken_word_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_word")),
        sa.UniqueConstraint("word_hash", name=op.f("uq_spoken_word_word_hash")),
    )
    op.create_index("ix_spoken_word_thread_id", "spoken_word", ["thread_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_spoken_word_thread_id", table_name="spoken_word")
    op.drop_table("spoken_word")
    op.drop_table("paper_stub")
    op.drop_table("kiosk")
    op.drop_table("photo")
