"""How Alembic reaches the database: through the house's engine, one process at a time."""

from alembic import context
from sqlalchemy import Connection, text

from app.db import make_engine
from app.models import Model

MIGRATION_LOCK = 7_296_001  # any constant: PostgreSQL's advisory lock for migrating


def run(connection: Connection) -> None:
    """Migrate on this connection inside one transaction; on SQLite foreign keys rest meanwhile."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=is_sqlite,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if not is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        context.run_migrations()
        if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RuntimeError("a migration left rows without their parents; nothing was changed")


def main() -> None:
    """Migrate inside the transaction that the configuration brings, else open its database."""
    given: Connection | None = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.execution_options(sayso_begin="IMMEDIATE").connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        run(connection)
        connection.commit()
    engine.dispose()


main()
