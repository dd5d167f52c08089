"""Number letters at random: the order in which people spoke of danger is nobody's."""

import sqlalchemy as sa
from alembic import op

revision = "0172"
down_revision = "0171"
branch_labels = None
depends_on = None

RANDOM_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.alter_column("id", existing_type=sa.Integer(), type_=RANDOM_KEY, existing_nullable=False)


def downgrade() -> None:
    # No number of today fits: a letter that still waits is found again by the next round.
    op.execute("DELETE FROM notice")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.alter_column("id", existing_type=RANDOM_KEY, type_=sa.Integer(), existing_nullable=False)
