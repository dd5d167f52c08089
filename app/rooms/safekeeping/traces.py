"""What scrubbing could not do, in words."""

from collections.abc import Iterable, Sequence

from app.web.languages import gettext
from app.web.languages import mark as _

TRACE_WORDS = {
    "scrub.busy": _("The database was being written to all the time, so its file was not rewritten."),
    "scrub.log": _("Something kept the write-ahead log from being thrown away."),
    "scrub.locked": _("A table was in use all the time and was not rewritten."),
    "scrub.rows": _("An old reading was still open, so a table kept rows that were erased."),
    "scrub.not_owner": _("A table belongs to somebody else in the database and cannot be rewritten."),
    "scrub.recycled": _("The database keeps old write-ahead files and uses them again."),
    "scrub.no_right": _("The program may not begin a new write-ahead file."),
}


def trace_words(left: Iterable[Sequence[str]]) -> list[str]:
    """A sentence for each kind, in the order in which they were met."""
    return [gettext(TRACE_WORDS[key]) for key in dict.fromkeys(key for key, _table in left)]
