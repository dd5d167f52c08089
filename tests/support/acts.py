"""The acts of governance that stand on a test's ledger."""

from sqlalchemy import select

from app.domain.ledger import leaves
from app.domain.ledger.leaves import Leaf
from app.models.ledger import LedgerLeaf
from tests.support.organisation import World


def acts_since(world: World, start: int = 0) -> list[Leaf]:
    """The leaves from this index on."""
    with world.database.read() as session:
        bodies = session.scalars(
            select(LedgerLeaf.body).where(LedgerLeaf.index >= start).order_by(LedgerLeaf.index)
        )
        return [leaves.decode(body) for body in bodies]


def count_acts(world: World) -> int:
    """How many leaves there are."""
    return len(acts_since(world))
