"""The circles of keys in words."""

from collections.abc import Iterable

from app.rooms.accounts.circles import CircleName
from app.web.languages import gettext
from app.web.languages import mark as _

_WORDS = {
    CircleName.STEWARDS: _("what participants say"),
    CircleName.OUTSIDE: _("what is said about staff"),
    CircleName.DESK: _("drafts and safe copies"),
}


def circle_words(names: Iterable[CircleName]) -> str:
    """What these keys open."""
    wanted = frozenset(names)
    return ", ".join(gettext(_WORDS[name]) for name in CircleName if name in wanted)
