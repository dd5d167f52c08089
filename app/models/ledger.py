"""The append-only ledger: leaves, interior nodes, signed heads (RFC 9162 tree)."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Short, Week, random_key


class LedgerState(Model):
    """How many leaves there are; the row that appending locks."""

    __tablename__ = "ledger_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    size: Mapped[int] = mapped_column(default=0)


class LedgerLeaf(Model):
    """Canonical JSON of one act of governance, and its hash."""

    __tablename__ = "ledger_leaf"

    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes]
    hash: Mapped[bytes]


class LedgerNode(Model):
    """The hash of a complete subtree of 2**level leaves; ``index`` counts subtrees of that level."""

    __tablename__ = "ledger_node"

    level: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[bytes]


class LedgerHead(Model):
    """A signed root of the first ``size`` leaves."""

    __tablename__ = "ledger_head"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes]
    day: Mapped[date]
    signature: Mapped[bytes]


class UnnamedAct(Model):
    """An act that enters the ledger with its week's total: under a random key, and about nothing."""

    __tablename__ = "unnamed_act"

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    act: Mapped[str] = mapped_column(Short)
    by: Mapped[str] = mapped_column(Short)
    week: Mapped[str] = mapped_column(Week, index=True)
