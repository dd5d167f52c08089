"""How acts of the board are written down: by which office, in which week, and with which record."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import SALT_BYTES, commitment
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import ROLE_PERMISSIONS, Permission
from app.domain.weeks import Week
from app.rooms.ledger.actions import append
from app.web.actors import Actor


@dataclass(frozen=True)
class Act:
    """What was done to which thing; ``records`` are committed to under their names with one salt.

    ``commitments`` are made already, with a salt that is never published.
    """

    name: str
    subject: str
    state: str | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    records: Mapping[str, Value] = field(default_factory=dict)
    salt: bytes = field(default=b"", repr=False)
    commitments: Mapping[str, str] = field(default_factory=dict)


def write_down(session: Session, actor: Actor, act: Act, *, permission: Permission, today: date) -> int:
    """Append the act's leaf, by the office that carries the permission; returns its index. Call it last."""
    made = {name: commitment(record, salt=act.salt) for name, record in act.records.items()}
    by = office_of(actor, permission)
    week = str(Week.of(today))
    return append(
        session, Leaf(act.name, act.subject, act.state, by, week, act.facts, {**made, **act.commitments})
    )


def office_of(actor: Actor, permission: Permission) -> str:
    """The role in which this account does such a thing: the first that carries the permission."""
    return next(role.value for role in sorted(actor.roles) if permission in ROLE_PERMISSIONS[role])


def new_salt() -> bytes:
    """32 random bytes for the commitments of one record."""
    return secrets.token_bytes(SALT_BYTES)
