"""Insert a row unless its key is there already: the database decides who was first."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models.schema import Model


def insert_once(session: Session, model: type[Model], **values: Any) -> bool:  # Any: the columns' own types
    """True when this call stored the row; False when one with the same key was there first.

    On PostgreSQL it waits for a transaction that is storing the same key just now.
    """
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    primary = next(iter(model.__table__.primary_key))
    statement = insert(model).values(**values).on_conflict_do_nothing().returning(primary)
    return session.execute(statement).first() is not None
