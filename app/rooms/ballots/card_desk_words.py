"""Names around cards that only the workspace says."""

from app.domain.ballots.paper import Chamber
from app.domain.cards import Witness
from app.domain.lifecycles import BatchState
from app.web.languages import mark as _

WITNESSES: dict[str, str] = {
    Witness.LIVED_EXPERIENCE_SEAT: _("Somebody from a lived-experience seat"),
    Witness.COMMUNITY_ALLY_SEAT: _("A community ally of the board"),
    Witness.STAFF_LIAISON: _("The staff liaison"),
    Witness.CHAIR: _("The chair"),
    Witness.SECRETARY: _("The secretary"),
    Witness.TELLER: _("A teller"),
    Witness.STEWARD: _("A steward"),
    Witness.STAFF: _("Another member of staff"),
}
CHAMBERS: dict[str, str] = {
    Chamber.PARTICIPANTS: _("Participants"),
    Chamber.BOARD: _("The board, for seats without an account"),
}
STATES: dict[str, str] = {
    BatchState.MADE: _("Printed"),
    BatchState.DRAWN: _("Being drawn"),
    BatchState.RECONCILED: _("Counted"),
}
