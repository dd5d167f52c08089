"""Writing to the ledger: every act of governance appends its leaf in its own transaction, last of all."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ledger import leaves, tree
from app.domain.ledger.leaves import Leaf
from app.models.ledger import LedgerLeaf, LedgerNode, LedgerState


def append(session: Session, leaf: Leaf) -> int:
    """Store the leaf and the subtrees that it completes; returns its index, counted from 0.

    Call it last: it locks the ledger until the transaction ends.
    """
    state = session.scalars(select(LedgerState).where(LedgerState.id == 1).with_for_update()).one()
    body = leaves.encode(leaf)
    index, digest = state.size, tree.leaf_hash(body)

    def get_node(level: int, position: int) -> bytes:
        node = session.get_one(LedgerNode, (level, position))
        return node.hash

    rows = tree.append(index, digest, get_node)
    session.add(LedgerLeaf(index=index, body=body, hash=digest))
    session.add_all(LedgerNode(level=level, index=position, hash=value) for level, position, value in rows)
    state.size = index + 1
    session.flush()
    return index
