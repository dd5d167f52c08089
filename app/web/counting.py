"""Counts beside a list: exact while they are small, and never dearer than a page, however long the list."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

MOST_COUNTED = 200
Key = TypeVar("Key")


def count_up_to(session: Session, rows: Select[Any], *, most: int = MOST_COUNTED) -> int:  # Any: any rows
    """How many rows there are; ``most`` stands for that many or more."""
    return count_each_up_to(session, {"": rows}, most=most)[""]


def count_each_up_to(
    session: Session,
    rows: Mapping[Key, Select[Any]],  # Any: any rows
    *,
    most: int = MOST_COUNTED,
) -> dict[Key, int]:
    """The same for several at once, by their key, in one statement."""
    if not rows:
        return {}
    counts = (select(func.count()).select_from(some.limit(most).subquery()) for some in rows.values())
    found = session.execute(select(*(count.scalar_subquery() for count in counts))).one()
    return dict(zip(rows, found, strict=True))


def shown_count(count: int) -> str:
    """The filter ``counted``: "12", or "200+" where counting stopped."""
    return f"{count}+" if count >= MOST_COUNTED else str(count)
