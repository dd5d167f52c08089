"""Writing to the ledger: every act of governance appends its leaf in its own transaction, last of all."""

from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ledger import leaves, tree
from app.domain.ledger.heads import Head, signed_bytes
from app.domain.ledger.leaves import Leaf
from app.models.ledger import LedgerHead, LedgerLeaf, LedgerNode, LedgerState
from app.rooms.ledger.queries import find_newest_head, get_node, get_size
from app.vault.machine import MachineKeys


def append(session: Session, leaf: Leaf) -> int:
    """Store the leaf and the subtrees that it completes; returns its index, counted from 0.

    Call it last: it locks the ledger until the transaction ends.
    """
    locked = select(LedgerState).where(LedgerState.id == 1).with_for_update()
    # What this session read before it had the lock may be outdated.
    state = session.scalars(locked.execution_options(populate_existing=True)).one()
    body = leaves.encode(leaf)
    index, digest = state.size, tree.leaf_hash(body)
    completed = tree.append(index, digest, partial(get_node, session))[1:]
    session.add(LedgerLeaf(index=index, body=body, hash=digest))
    session.add_all(LedgerNode(level=level, index=place, hash=value) for level, place, value in completed)
    state.size = index + 1
    session.flush()
    return index


def sign_head(session: Session, machine: MachineKeys, *, today: date) -> Head | None:
    """Sign what the ledger is now; None when it did not grow, or a head was signed today already."""
    size, newest = get_size(session), find_newest_head(session)
    if size == 0 or (newest and (newest.head.size == size or newest.head.day >= today)):
        return None
    root = tree.root(size, partial(get_node, session))
    head = Head(size, root.hex(), today)
    session.add(LedgerHead(size=size, root=root, day=today, signature=machine.sign(signed_bytes(head))))
    session.flush()
    return head
