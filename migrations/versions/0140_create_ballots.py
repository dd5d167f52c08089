"""Create ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0140"
down_revision = "0110"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_ballot()
    _create_keys()
    _create_votes()


def downgrade() -> None:
    for table in (
        "opening",
        "ballot_box",
        "envelope",
        "ballot_seat",
        "ballot_key",
        "ballot_teller",
        "ballot",
    ):
        op.drop_table(table)


def _create_ballot() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=80), nullable=False),
        sa.Column("paper", sa.JSON(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("envelopes", sa.Integer(), nullable=True),
        sa.Column("box_root", sa.LargeBinary(), nullable=True),
        sa.Column("roll_root", sa.LargeBinary(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=80), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("lot", sa.JSON(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ledger_leaf", sa.Integer(), nullable=True),
        sa.Column("ledger_salt", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_ballot_motion_id_motion")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_ballot_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("ref", name=op.f("uq_ballot_ref")),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index("ix_ballot_state_closes_at", ["state", "closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_motion_id"), ["motion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ballot_proposal_id"), ["proposal_id"], unique=False)


def _create_keys() -> None:
    _of_account("ballot_teller")
    _of_account("ballot_key", sa.Column("sealed_private_key", sa.LargeBinary(), nullable=False))
    op.create_table(
        "ballot_seat",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_ballot_seat_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_seat_ballot_id_ballot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["board_seat.id"], name=op.f("fk_ballot_seat_seat_id_board_seat")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "seat_id", name=op.f("pk_ballot_seat")),
    )


def _of_account(table: str, *more: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f(f"fk_{table}_account_id_account")),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f(f"fk_{table}_ballot_id_ballot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ballot_id", "account_id", name=op.f(f"pk_{table}")),
    )


def _create_votes() -> None:
    op.create_table(
        "envelope",
        sa.Column("nullifier", sa.LargeBinary(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("chamber", sa.String(length=80), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("nullifier", name=op.f("pk_envelope")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_envelope_ballot_id_nullifier", "envelope", ["ballot_id", "nullifier"])
    if op.get_bind().dialect.name == "postgresql":
        # A replaced envelope must not leave a copy in a table beside this one.
        op.execute("ALTER TABLE envelope ALTER COLUMN sealed SET STORAGE PLAIN")
    op.create_table(
        "ballot_box",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("nullifiers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_box_ballot_id_ballot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ballot_id", name=op.f("pk_ballot_box")),
    )
    op.create_table(
        "opening",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("chamber", sa.String(length=80), nullable=False),
        sa.Column("vote", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index("ix_opening_ballot_id_id", "opening", ["ballot_id", "id"])
