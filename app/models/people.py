"""Accounts, their roles, the circles of keys they belong to, and their sessions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, Short


class Account(Model):
    """Someone who signs in. The private key is wrapped by the passphrase and nothing else opens it."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Short, unique=True)
    display_name: Mapped[str]
    public_title: Mapped[str] = mapped_column(default="")
    salt: Mapped[bytes]
    public_key: Mapped[bytes]
    wrapped_private_key: Mapped[bytes]
    added_on: Mapped[date]
    is_active: Mapped[bool] = mapped_column(default=True)


class RoleGrant(Model):
    """One role of one account (``domain.permissions.Role``)."""

    __tablename__ = "role_grant"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(Short, primary_key=True)


class Circle(Model):
    """A shared key pair: ``stewards``, ``outside`` or ``desk``. The newest epoch seals new words.

    ``retired_on``: nothing is sealed to it any more, and its private key is destroyed. The last column is the
    same as ``sealed_for_recovery`` for a recovery key that is being made, until it counts.
    """

    __tablename__ = "circle"
    __table_args__ = (UniqueConstraint("name", "epoch"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Short)
    epoch: Mapped[int]
    public_key: Mapped[bytes]
    sealed_for_recovery: Mapped[bytes]
    made_on: Mapped[date]
    retired_on: Mapped[date | None]
    sealed_for_next_recovery: Mapped[bytes | None]


class CircleGrant(Model):
    """Membership: the circle's private key, sealed to the account's public key."""

    __tablename__ = "circle_grant"

    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sealed_private_key: Mapped[bytes]


class StaffSession(Model):
    """A session. Its keys are wrapped under the cookie's token, which is not stored.

    ``stage`` is a ``domain.sessions.SessionStage``; ``proved_at``: when the person last showed who they are.
    """

    __tablename__ = "staff_session"

    lookup: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    wrapped_keys: Mapped[bytes]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(Short)
    proved_at: Mapped[datetime]
