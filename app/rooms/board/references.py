"""Free short references for seats, terms, meetings and motions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.board import BoardSeat, Meeting, Motion, Term
from app.models.schema import random_reference

_PREFIXES: dict[type[BoardSeat] | type[Term] | type[Meeting] | type[Motion], str] = {
    BoardSeat: "S",
    Term: "T",
    Meeting: "B",
    Motion: "M",
}


def free_reference(
    session: Session, model: type[BoardSeat] | type[Term] | type[Meeting] | type[Motion]
) -> str:
    """A reference that no row of this table has."""
    while True:
        ref = random_reference(_PREFIXES[model])
        if session.scalar(select(model.id).where(model.ref == ref)) is None:
            return ref
