"""Keep a salt of its own for the votes of a motion: it stays secret when the record's is published."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0151"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("motion", sa.Column("votes_salt", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("motion", "votes_salt")
