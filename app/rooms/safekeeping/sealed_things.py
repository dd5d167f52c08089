"""Everything that is sealed to a circle: what a change of its key must seal anew.

A table with a new way to a circle is added here; a test holds this list against all tables.
"""

from dataclasses import dataclass
from typing import Any

from app.models.answers import Answer
from app.models.board import Meeting
from app.models.feedback import Thread
from app.models.intake import SpokenWord
from app.models.nominations import Nomination
from app.models.proposals import ProposalVersion
from app.models.stewardship import Hold, SafeCopy
from app.web.languages import mark as _


@dataclass(frozen=True)
class SealedThing:
    """A table: the column that names the circle's epoch, and the boxes that its private key opens."""

    model: Any  # Any: one of the models below, each with an `id`
    circle: str
    boxes: tuple[str, ...]
    words: str


SEALED_THINGS = (
    SealedThing(Thread, "circle_id", ("words_for_circle", "reply_for_circle"), _("Voices")),
    SealedThing(
        Hold,
        "circle_id",
        ("sealed_reason", "words_for_outside", "reply_for_outside"),
        _("Requests to hold back"),
    ),
    SealedThing(SafeCopy, "desk_circle_id", ("sealed_for_desk",), _("Safe copies")),
    SealedThing(Answer, "desk_circle_id", ("sealed_draft",), _("Answers")),
    SealedThing(ProposalVersion, "desk_circle_id", ("sealed_draft",), _("Versions of proposals")),
    SealedThing(Meeting, "desk_circle_id", ("sealed_minutes",), _("Minutes")),
    SealedThing(Nomination, "desk_circle_id", ("sealed_words",), _("Names for seats")),
    SealedThing(SpokenWord, "desk_circle_id", ("sealed_note",), _("Notes beside spoken words")),
)
# Tables that name a circle and hold no box that its key opens.
NOT_SEALED_TO_IT = frozenset({"circle_grant", "rotation"})
