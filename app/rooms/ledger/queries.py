"""Reading the ledger: leaves, stored hashes, heads and proofs."""

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import Session

from app.domain.ledger import tree
from app.domain.ledger.heads import Head, SignedHead
from app.domain.ledger.tree import GetNode, State
from app.models.ledger import LedgerHead, LedgerLeaf, LedgerNode, LedgerState

# Served where a stored hash is lost: a check that fails in the reader's hands says more than a fault here.
LOST = bytes(32)


def get_size(session: Session) -> int:
    """How many leaves there are."""
    return session.scalar(select(LedgerState.size)) or 0


def get_node(session: Session, level: int, index: int) -> bytes:
    """The stored hash of a complete subtree; a fault when the ledger has lost it."""
    return session.scalars(_node(level, index)).one()


def get_state(session: Session) -> State:
    """Size and root as they are now; the root is wrong, not a fault, where stored hashes are lost."""
    size = get_size(session)
    return State(size, tree.root(size, _served_node(session)))


def list_leaf_bodies(session: Session, start: int, end: int) -> list[bytes]:
    """The bytes of the leaves from `start` to `end` (not included); empty where one is lost."""
    end = min(end, get_size(session))
    rows = session.execute(
        select(LedgerLeaf.index, LedgerLeaf.body).where(LedgerLeaf.index.between(start, end - 1))
    )
    bodies = {index: body for index, body in rows}
    return [bodies.get(index, b"") for index in range(start, end)]


def list_stored_hashes(session: Session, start: int, end: int) -> list[bytes]:
    """Hashes of the subtrees whose last leaf is from `start` to `end` (not included), by level and index."""
    own = select(LedgerLeaf.hash).where(LedgerLeaf.index.between(start, end - 1)).order_by(LedgerLeaf.index)
    ranges = [
        and_(LedgerNode.level == level, LedgerNode.index.between(start >> level, (end >> level) - 1))
        for level in range(1, end.bit_length())
    ]
    above = select(LedgerNode.hash).where(or_(false(), *ranges)).order_by(LedgerNode.level, LedgerNode.index)
    return [*session.scalars(own), *session.scalars(above)]


def find_leaf_hash(session: Session, index: int) -> bytes | None:
    """The stored hash of a leaf."""
    return session.scalar(select(LedgerLeaf.hash).where(LedgerLeaf.index == index))


def list_heads(session: Session) -> list[SignedHead]:
    """Every signed head, oldest first."""
    return [_signed(row) for row in session.scalars(select(LedgerHead).order_by(LedgerHead.size))]


def find_newest_head(session: Session) -> SignedHead | None:
    """The head that covers most, if any was signed yet."""
    row = session.scalar(select(LedgerHead).order_by(LedgerHead.size.desc()).limit(1))
    return _signed(row) if row else None


def list_inclusion_path(session: Session, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves."""
    return tree.inclusion_proof(index, size, _served_node(session))


def list_consistency_path(session: Session, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves begins with that of `old`."""
    return tree.consistency_proof(old, new, _served_node(session))


def _served_node(session: Session) -> GetNode:
    return lambda level, index: session.scalar(_node(level, index)) or LOST


def _node(level: int, index: int) -> Select[bytes]:
    if level == 0:
        return select(LedgerLeaf.hash).where(LedgerLeaf.index == index)
    return select(LedgerNode.hash).where(LedgerNode.level == level, LedgerNode.index == index)


def _signed(row: LedgerHead) -> SignedHead:
    return SignedHead(Head(row.size, row.root.hex(), row.day), row.signature.hex())
