"""Remember the rehearsal of the recovery key."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("recovery_rehearsed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("organisation", "recovery_rehearsed_on")
