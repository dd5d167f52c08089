"""What did not add up, in the words that anybody reads."""

from app.domain.cards import Incident
from app.models.cards import CardIncident
from app.web.languages import gettext
from app.web.languages import mark as _

INCIDENTS: dict[str, str] = {
    Incident.KEPT_BACK_IN_BOX: _("Cards that nobody should have had lay in the box of a ballot: %(number)s"),
    Incident.CARDS_DO_NOT_ADD_UP: _("Cards that are neither kept back nor drawn, or there twice: %(number)s"),
    Incident.MORE_CAST_THAN_HANDED_OUT: _("Votes beyond the cards that were handed out: %(number)s"),
}


def incident_words(incident: CardIncident) -> str:
    """One sentence, in the current language."""
    return gettext(INCIDENTS[incident.kind]) % {"number": incident.number}
