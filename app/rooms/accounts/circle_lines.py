"""``sayso accounts circles``: who holds which key, a line each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycles import RotationState
from app.models.people import Account, Circle, CircleGrant
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.circles import CircleName, list_circles
from app.rooms.accounts.rotation_requests import find_rotation

MUST_BE_CHANGED = "must be changed: somebody who holds it signs in and opens “Keys”"


def circle_lines(session: Session) -> list[str]:
    """The circle and its epoch, what its key opens, who holds it, and whether it must be changed."""
    return [_line(session, circle) for circle in list_circles(session)]


def _line(session: Session, circle: Circle) -> str:
    name = CircleName(circle.name)
    held = select(Account.name).join(CircleGrant).where(CircleGrant.circle_id == circle.id)
    holders = ", ".join(session.scalars(held.order_by(Account.name))) or "nobody"
    parts = [f"{name.value} {circle.epoch}", circle_words([name]), holders]
    if find_rotation(session, name, RotationState.ASKED):
        parts.append(MUST_BE_CHANGED)
    return "\t".join(parts)
