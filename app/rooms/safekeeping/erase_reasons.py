"""Why words are erased by hand, in words for the desk; the person reads their own on the receipt."""

from app.domain.retention import Erasure
from app.web.languages import gettext
from app.web.languages import mark as _

_WORDS = {
    Erasure.NAMES_SOMEONE: _("They name somebody who could be hurt by it"),
    Erasure.ASKED: _("The person asked for it in another way, for instance in the room"),
    Erasure.MISTAKE: _("It is a mistake, a trial, or not meant for us"),
}


def reason_words(reason: Erasure) -> str:
    """The choice as the form offers it."""
    return gettext(_WORDS[reason])
