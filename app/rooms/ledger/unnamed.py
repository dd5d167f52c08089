"""Acts that must never stand next to a leaf that names a voice: a week's number of each, once it is over.

A leaf without a name is not enough: one that follows the opening of a voice tells whom it was about.
"""

from collections import Counter

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.ledger.leaves import Leaf
from app.domain.weeks import Week
from app.models.ledger import UnnamedAct
from app.rooms.ledger.actions import append


def note_unnamed(session: Session, act: str, *, by: str, week: Week) -> None:
    """Note an act for its week's total; ``by`` is a role."""
    session.add(UnnamedAct(act=act, by=by, week=str(week)))
    session.flush()


def write_totals(session: Session, *, week: Week) -> int:
    """Append a leaf for each act and role of the weeks before this one; returns how many."""
    over = delete(UnnamedAct).where(UnnamedAct.week < str(week))
    rows = session.execute(over.returning(UnnamedAct.week, UnnamedAct.act, UnnamedAct.by)).all()
    totals = Counter((past, act, by) for past, act, by in rows)
    for (past, act, by), times in sorted(totals.items()):
        append(session, Leaf(act, f"week:{past}", None, by, past, {"times": times}))
    return len(totals)
