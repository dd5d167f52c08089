"""Publish proposals: the day on which one became public, and the words it may quote for good."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("proposal", sa.Column("public_on", sa.Date(), nullable=True))
    op.create_index("ix_proposal_state_public_on_id", "proposal", ["state", "public_on", "id"])
    op.create_table(
        "proposal_quote",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_quote_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_quote")),
    )
    op.create_index("ix_proposal_quote_proposal_id", "proposal_quote", ["proposal_id"])


def downgrade() -> None:
    op.drop_index("ix_proposal_quote_proposal_id", table_name="proposal_quote")
    op.drop_table("proposal_quote")
    op.drop_index("ix_proposal_state_public_on_id", table_name="proposal")
    op.drop_column("proposal", "public_on")
