"""Create cards: batches, hashes, rolls, shifts of drawing, entries by two, marks of support."""

import sqlalchemy as sa
from alembic import op

revision = "0150"
down_revision = "0140"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("ballot_ref", sa.String(length=16), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("chamber", sa.String(length=80), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("hash_root", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("kept_back", sa.Integer(), nullable=True),
        sa.Column("ledger_leaf", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(ballot_ref IS NULL) = (starts_on IS NOT NULL)", name=op.f("ck_card_batch_ballot_or_period")
        ),
        sa.CheckConstraint(
            "(starts_on IS NULL) = (ends_on IS NULL)", name=op.f("ck_card_batch_whole_period")
        ),
        sa.CheckConstraint("printed > 0", name=op.f("ck_card_batch_printed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_batch")),
        sa.UniqueConstraint("ref", name=op.f("uq_card_batch_ref")),
    )
    op.create_index("ix_card_batch_ballot_ref", "card_batch", ["ballot_ref"])

    op.create_table(
        "ballot_roll",
        sa.Column("ballot_ref", sa.String(length=16), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["card_batch.id"], name=op.f("fk_ballot_roll_batch_id_card_batch")
        ),
        sa.PrimaryKeyConstraint("ballot_ref", "batch_id", name=op.f("pk_ballot_roll")),
    )
    op.create_table(
        "card",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("chamber", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["card_batch.id"], name=op.f("fk_card_batch_id_card_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_card")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_card_batch_id_state", "card", ["batch_id", "state"])

    op.create_table(
        "card_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("in_bag", sa.Integer(), nullable=False),
        sa.Column("left_over", sa.Integer(), nullable=True),
        sa.Column("first_witness", sa.String(length=80), nullable=False),
        sa.Column("second_witness", sa.String(length=80), nullable=False),
        sa.CheckConstraint("in_bag > 0", name=op.f("ck_card_draw_in_bag")),
        sa.CheckConstraint("left_over BETWEEN 0 AND in_bag", name=op.f("ck_card_draw_left_over")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["card_batch.id"], name=op.f("fk_card_draw_batch_id_card_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_draw")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_card_draw_batch_id_number")),
    )
    op.create_table(
        "card_incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("ballot_ref", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["card_batch.id"],
            name=op.f("fk_card_incident_batch_id_card_batch"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_incident")),
    )
    op.create_index("ix_card_incident_ballot_ref", "card_incident", ["ballot_ref"])
    op.create_index("ix_card_incident_batch_id", "card_incident", ["batch_id"])

    op.create_table(
        "paper_entry",
        sa.Column("nullifier", sa.LargeBinary(), nullable=False),
        sa.Column("ballot_ref", sa.String(length=16), nullable=False),
        sa.Column("agreement", sa.LargeBinary(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_paper_entry_entered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("nullifier", name=op.f("pk_paper_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_paper_entry_ballot_ref", "paper_entry", ["ballot_ref"])

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

    op.create_table(
        "card_support",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_card_support_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_card_support")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_card_support_proposal_id", "card_support", ["proposal_id"])


def downgrade() -> None:
    op.drop_index("ix_card_support_proposal_id", table_name="card_support")

    op.drop_table("card_support")
    op.drop_index("ix_kept_back_entry_batch_id", table_name="kept_back_entry")

    op.drop_table("kept_back_entry")
    op.drop_index("ix_paper_entry_ballot_ref", table_name="paper_entry")

    op.drop_table("paper_entry")
    op.drop_index("ix_card_incident_batch_id", table_name="card_incident")
    op.drop_index("ix_card_incident_ballot_ref", table_name="card_incident")

    op.drop_table("card_incident")
    op.drop_table("card_draw")
    op.drop_index("ix_card_batch_id_state", table_name="card")

    op.drop_table("card")
    op.drop_table("ballot_roll")
    op.drop_index("ix_card_batch_ballot_ref", table_name="card_batch")

    op.drop_table("card_batch")
