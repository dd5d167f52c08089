"""Create second factors."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0101"
branch_labels = None
depends_on = None


def _account() -> sa.Column:
    return sa.Column("account_id", sa.Integer(), nullable=False)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_account_id_account")
    return sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "authenticator_app",
        _account(),
        sa.Column("boxed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        _of_account("authenticator_app"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_authenticator_app")),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        _account(),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        _of_account("passkey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
    )
    op.create_table(
        "paper_code",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        _account(),
        _of_account("paper_code"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_paper_code")),
    )
    for table in ("passkey", "paper_code"):
        op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"], unique=False)


def downgrade() -> None:
    for table in ("paper_code", "passkey"):
        op.drop_index(op.f(f"ix_{table}_account_id"), table)
        op.drop_table(table)
    op.drop_table("authenticator_app")
