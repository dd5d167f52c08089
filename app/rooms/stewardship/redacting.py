"""Marks for the safe-copy editor: phone numbers by the organisation's countries, the rest by plain rules."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.domain.redaction import Mark, find_marks, replace_marks
from app.rooms.feedback.danger_list import list_staff_names
from app.settings import Settings

_TITLES = frozenset({"the", "and"})


def marks_in(session: Session, text: str, *, settings: Settings, language: str = "en") -> list[Mark]:
    """What in a text of this language may lead to a person."""
    staff = [name for name in list_staff_names(session) if name.casefold() not in _TITLES]
    return find_marks(text, language=language, staff=staff, phones=find_phones(text, settings.phone_regions))


def redact(session: Session, text: str, keys: Sequence[str], *, settings: Settings, language: str) -> str:
    """The text with the ticked marks replaced by words of its language."""
    marks, ticked = marks_in(session, text, settings=settings, language=language), set(keys)
    return replace_marks(text, [mark for mark in marks if mark.key in ticked])


def find_phones(text: str, regions: str) -> list[tuple[int, int]]:
    """Where phone numbers stand, however they are written in one of these countries."""
    import phonenumbers  # heavy, and needed on this page alone

    places = set()
    for region in filter(None, (one.strip().upper() for one in regions.split(","))):
        matcher = phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
        places |= {(match.start, match.end) for match in matcher if match.end - match.start >= 7}
    return sorted(places)
