"""What every table shares: names for constraints, aware times, random keys."""

import secrets
from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite makes a 64-bit rowid of INTEGER alone; PostgreSQL needs BIGINT for random keys.
RandomKey = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; naive times are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored instant back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Model(DeclarativeBase):
    """The root of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[object, object]] = {
        datetime: UtcTime(),
        bytes: LargeBinary(),
        str: Text(),
    }


Short = String(80)
Week = String(8)  # "2026-W34"
Reference = String(16)


def random_key() -> int:
    """A positive random 63-bit key: its order says nothing about arrival."""
    return secrets.randbits(62) + 1


REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def random_reference(prefix: str) -> str:
    """A short public name such as ``F-7KQ2MX`` (30**6 of them): random, so it tells no order."""
    return f"{prefix}-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
