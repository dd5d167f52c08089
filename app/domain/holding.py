"""Holding back: why a voice may stay with the stewards, and who must agree to it."""

from enum import StrEnum

from app.domain.errors import InvalidInput, NotAllowed


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
