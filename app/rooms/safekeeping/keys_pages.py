"""What the templates about keys are given."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.lifecycles import RotationState
from app.models.people import Circle
from app.models.safekeeping import NextRecoveryKey, Rotation
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.circles import CircleName
from app.rooms.safekeeping.recovery import list_circles_without_next
from app.rooms.safekeeping.recovery_queries import is_rehearsed
from app.rooms.safekeeping.rotation_queries import (
    Epoch,
    count_things_left,
    list_epochs,
    list_old_epochs,
    list_open_rotations,
    list_past_rotations,
)
from app.rooms.safekeeping.traces import trace_words
from app.web.actors import Actor
from app.web.scrub_requests import get_scrub_state


@dataclass(frozen=True)
class Change:
    """A change of a key: ``left`` things are still sealed to the old one; ``may_go_on``: by this reader."""

    rotation: Rotation
    words: str
    left: int
    may_go_on: bool
    traces: list[str]

    @property
    def total(self) -> int:
        """All that is to be sealed anew, as far as it is known now."""
        return self.rotation.moved + self.left

    @property
    def is_asked(self) -> bool:
        """Nobody has begun it."""
        return self.rotation.state == RotationState.ASKED.value

    @property
    def is_scrubbing(self) -> bool:
        """Everything is sealed anew and the old key destroyed; the files are still to be cleaned."""
        return self.rotation.state == RotationState.SCRUBBING.value


@dataclass(frozen=True)
class CirclePart:
    """One circle: its newest key, older ones that still open something, and a change that is open."""

    name: CircleName
    words: str
    newest: Epoch
    older: Sequence[Epoch]
    changes: Sequence[Change]
    is_mine: bool

    @property
    def may_begin(self) -> bool:
        """True when this reader holds the key and no change is going on."""
        return self.is_mine and all(change.is_asked for change in self.changes)


@dataclass(frozen=True)
class KeysPage:
    """``is_going``: the reader pressed "go on", so that a script may press it again by itself."""

    circles: Sequence[CirclePart]
    past: Sequence[tuple[Rotation, str]]
    is_rehearsed: bool
    is_replacing: bool
    may_recover: bool
    may_add_mine: bool
    is_going: bool


def keys_page(session: Session, actor: Actor, *, may_recover: bool, is_going: bool) -> KeysPage:
    """Everything about keys that this reader may know."""
    changes = list_changes(session, actor)
    parts = [
        CirclePart(
            name,
            circle_words([name]),
            epochs[0],
            [epoch for epoch in epochs[1:] if epoch.total],
            [change for change in changes if change.rotation.circle_name == name.value],
            epochs[0].circle.id in actor.circle_keys,
        )
        for name, epochs in list_epochs(session).items()
    ]
    past = [(one, circle_words([CircleName(one.circle_name)])) for one in list_past_rotations(session)]
    is_replacing = session.get(NextRecoveryKey, 1) is not None
    lacking = {circle.id for circle in list_circles_without_next(session)} if is_replacing else set()
    return KeysPage(
        parts,
        past,
        is_rehearsed(session),
        is_replacing,
        may_recover,
        may_add_mine=bool(lacking & set(actor.circle_keys)),
        is_going=is_going,
    )


def list_changes(session: Session, actor: Actor) -> list[Change]:
    """The changes that are asked for or going on, for this reader."""
    return [_change(session, actor, rotation) for rotation in list_open_rotations(session)]


def _change(session: Session, actor: Actor, rotation: Rotation) -> Change:
    left, is_mine = 0, True
    if rotation.new_circle_id is not None:
        newest = session.get_one(Circle, rotation.new_circle_id)
        old = [one.id for one in list_old_epochs(session, newest)]
        left = count_things_left(session, old)
        is_mine = newest.id in actor.circle_keys and (not old or bool(set(old) & set(actor.circle_keys)))
    traces = trace_words(get_scrub_state(session).left)
    return Change(rotation, circle_words([CircleName(rotation.circle_name)]), left, is_mine, traces)
