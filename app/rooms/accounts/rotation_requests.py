"""Somebody who held a circle's key does not any more: the key waits to be changed."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import ROTATION, RotationState
from app.models.people import Account, Circle, CircleGrant
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName

LEFT, WISH = "left", "wish"


def take_keys_away(session: Session, account: Account, *, but: Iterable[CircleName], today: date) -> None:
    """Delete the account's grants of all circles but these, and ask for a new key of each that it held."""
    kept = [name.value for name in but]
    lost = select(Circle.id, Circle.name).where(Circle.name.not_in(kept))
    held = lost.join(CircleGrant).where(CircleGrant.account_id == account.id)
    rows = session.execute(held).all()
    ids = [circle_id for circle_id, _ in rows]
    session.execute(
        delete(CircleGrant).where(CircleGrant.account_id == account.id, CircleGrant.circle_id.in_(ids))
    )
    for name in sorted({name for _, name in rows}):
        ask_for_rotation(session, CircleName(name), because=LEFT, today=today)


def ask_for_rotation(session: Session, name: CircleName, *, because: str, today: date) -> Rotation:
    """The rotation of this circle that waits to be begun: the one that was asked for before, or a new one."""
    waiting = find_rotation(session, name, RotationState.ASKED)
    if waiting is None:
        waiting = Rotation(
            circle_name=name.value, state=ROTATION.first.value, because=because, asked_on=today, moved=0
        )
        session.add(waiting)
        session.flush()
    elif because == LEFT:
        waiting.because = LEFT
    return waiting


def find_rotation(session: Session, name: CircleName, *states: RotationState) -> Rotation | None:
    """The oldest rotation of this circle in one of these states, or None."""
    wanted = select(Rotation).where(
        Rotation.circle_name == name.value, Rotation.state.in_([state.value for state in states])
    )
    return session.scalars(wanted.order_by(Rotation.id).limit(1)).one_or_none()
