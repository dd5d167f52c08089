"""Counts beside a list: exact while they are small, and never dearer than a page, however long the list."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

MOST_COUNTED = 200


def count_up_to(session: Session, rows: Select[Any], *, most: int = MOST_COUNTED) -> int:  # Any: any rows
    """How many rows there are; ``most`` stands for that many or more."""
    some = rows.limit(most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def shown_count(count: int) -> str:
    """The filter ``counted``: "12", or "200+" where counting stopped."""
    return f"{count}+" if count >= MOST_COUNTED else str(count)
