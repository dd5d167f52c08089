"""Holding back: why a voice may stay with the stewards, and who must agree to it."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.errors import InvalidInput, NotAllowed
from app.domain.permissions import Role

STAFF_ROLES = frozenset({Role.STEWARD, Role.RESPONDER, Role.DIRECTOR, Role.ADMINISTRATOR})
"""Whoever has one of these works for the organisation; an outside reader has none."""


class HoldGround(StrEnum):
    """The only grounds; each is counted in public."""

    NAMES_SOMEONE = "names_someone"
    POINTS_TO_ONE_PERSON = "points_to_one_person"
    ABOUT_STAFF = "about_staff"
    DANGER = "danger"
    LAW = "law"
    NOT_FEEDBACK = "not_feedback"


def read_ground(typed: str | None) -> HoldGround:
    """The ground on the form; without one, or with an unknown one, ``InvalidInput``."""
    try:
        return HoldGround(typed or "")
    except ValueError:
        raise InvalidInput("hold_needs_ground", field="ground") from None


def check_second_reader(*, reader_is_staff: bool, reader_asked_for_it: bool) -> None:
    """Raise ``NotAllowed`` unless the second reader is somebody else and not employed by the organisation."""
    if reader_asked_for_it:
        raise NotAllowed("second_reader_is_first")
    if reader_is_staff:
        raise NotAllowed("second_reader_is_staff")


def may_read_second(roles: Iterable[Role]) -> bool:
    """True for an outside reader who has no role of staff."""
    held = frozenset(roles)
    return Role.OUTSIDE_READER in held and not held & STAFF_ROLES


def check_appeal_reader(*, reader_confirmed: bool, another_exists: bool) -> None:
    """Raise ``NotAllowed``: whoever agreed to hold it back does not judge the appeal if another can."""
    if reader_confirmed and another_exists:
        raise NotAllowed("appeal_reader_confirmed")
