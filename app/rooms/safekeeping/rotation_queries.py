"""How far the change of a key is, and who holds what."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.domain.lifecycles import RotationState
from app.models.people import Account, Circle, CircleGrant
from app.models.safekeeping import Rotation
from app.rooms.accounts.circles import CircleName
from app.rooms.safekeeping.sealed_things import SEALED_THINGS, SealedThing
from app.web.languages import gettext


@dataclass(frozen=True)
class Epoch:
    """One key of a circle: who holds it, and how much is sealed to it (words of the thing, how many)."""

    circle: Circle
    members: list[str]
    sealed: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """Everything sealed to it."""
        return sum(count for _, count in self.sealed)

    @property
    def sealed_words(self) -> str:
        """The same, kind by kind."""
        return ", ".join(f"{words}: {count}" for words, count in self.sealed)


def list_epochs(session: Session) -> dict[CircleName, list[Epoch]]:
    """The living epochs of every circle, the newest first."""
    living = select(Circle).where(Circle.retired_on.is_(None)).order_by(Circle.name, Circle.epoch.desc())
    found: dict[CircleName, list[Epoch]] = {name: [] for name in CircleName}
    for circle in session.scalars(living):
        held = select(Account.display_name).join(CircleGrant).where(CircleGrant.circle_id == circle.id)
        members = list(session.scalars(held.order_by(Account.display_name)))
        found[CircleName(circle.name)].append(Epoch(circle, members, count_by_thing(session, [circle.id])))
    return found


def find_newest_circle(session: Session, name: CircleName) -> Circle:
    """The newest epoch, to look at and not to seal to: nobody has to wait for this reader."""
    newest = select(Circle).where(Circle.name == name.value).order_by(Circle.epoch.desc()).limit(1)
    return session.scalars(newest).one()


def list_old_epochs(session: Session, newest: Circle) -> list[Circle]:
    """Living epochs of the same circle before this one."""
    older = select(Circle).where(
        Circle.name == newest.name, Circle.epoch < newest.epoch, Circle.retired_on.is_(None)
    )
    return list(session.scalars(older.order_by(Circle.epoch)))


def count_by_thing(session: Session, circle_ids: Sequence[int]) -> list[tuple[str, int]]:
    """For each kind of thing: its words, and how many have a box that these epochs open."""
    counts = []
    for thing in SEALED_THINGS:
        has_a_box = or_(*(getattr(thing.model, box).is_not(None) for box in thing.boxes))
        number = session.scalar(_naming(thing, circle_ids).where(has_a_box))
        if number:
            counts.append((gettext(thing.words), number))
    return counts


def count_things_left(session: Session, circle_ids: Sequence[int]) -> int:
    """How many rows name these epochs, also those whose boxes are gone."""
    return sum(session.scalar(_naming(thing, circle_ids)) or 0 for thing in SEALED_THINGS)


def _naming(thing: SealedThing, circle_ids: Sequence[int]) -> Select[int]:
    circle = getattr(thing.model, thing.circle)
    return select(func.count()).select_from(thing.model).where(circle.in_(circle_ids))


def list_open_rotations(session: Session) -> list[Rotation]:
    """Those that are asked for or going on, the oldest first."""
    is_open = Rotation.state != RotationState.DONE.value
    return list(session.scalars(select(Rotation).where(is_open).order_by(Rotation.id)))


def list_past_rotations(session: Session, *, most: int = 12) -> list[Rotation]:
    """The newest that are done."""
    done = select(Rotation).where(Rotation.state == RotationState.DONE.value)
    return list(session.scalars(done.order_by(Rotation.id.desc()).limit(most)))
