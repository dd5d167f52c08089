"""Names of what the board speaks about, for its public pages: classes, offices, matters, kinds of items."""

from app.domain.agenda import ItemKind
from app.domain.mandate import Matter, Power
from app.domain.motion_rules import Method
from app.domain.seats import SeatClass
from app.domain.terms import Office
from app.web.languages import gettext
from app.web.languages import mark as _

SEAT_CLASSES: dict[str, str] = {
    SeatClass.LIVED_EXPERIENCE: _("Lived experience"),
    SeatClass.COMMUNITY_ALLY: _("Community ally"),
    SeatClass.STAFF_LIAISON: _("Staff liaison"),
}
OFFICES: dict[str, str] = {
    Office.MEMBER: _("Member"),
    Office.CHAIR: _("Chair"),
    Office.CO_CHAIR: _("Co-chair"),
    Office.SECRETARY: _("Secretary"),
}
MATTERS: dict[str, str] = {
    Matter.SERVICES: _("Services"),
    Matter.HOUSE_RULES: _("House rules"),
    Matter.SAFETY: _("Safety"),
    Matter.SUPPLIES: _("Supplies"),
    Matter.STAFFING: _("Staffing"),
    Matter.RESEARCH: _("Research"),
    Matter.MONEY: _("Money"),
    Matter.SEATS: _("Seats of the board"),
    Matter.RULEBOOK: _("The rulebook"),
    Matter.OTHER: _("Other things"),
}
POWERS: dict[str, str] = {
    Power.INFORM: _("The board is told."),
    Power.CONSULT: _("The board is asked. The director decides."),
    Power.RECOMMEND: _("The board recommends. The director answers in public."),
    Power.DECIDE: _("The board decides. The director carries it out."),
}
METHODS: dict[str, str] = {
    Method.VOTE: _("Vote: yes, no or neither"),
    Method.CONSENT: _("Consent round"),
}
ITEM_KINDS: dict[str, str] = {
    ItemKind.OPENING: _("Eat and check in"),
    ItemKind.REPORT_BACK: _("Report back: what happened since"),
    ItemKind.PARTICIPANT_TIME: _("Open time for participants"),
    ItemKind.FORCED_BY_CARDS: _("Put here by your cards"),
    ItemKind.PARTICIPANT_PROPOSAL: _("Proposal from a participant"),
    ItemKind.DID_NOT_HELP: _("A change that did not help"),
    ItemKind.OVERDUE_ANSWER: _("Answers that are late"),
    ItemKind.OVERDUE_REPLY: _("A reply of the director that is late"),
    ItemKind.THEMES: _("What we heard"),
    ItemKind.REVIEW_DUE: _("Time to look again"),
    ItemKind.DEFERRED: _("Left from last time"),
    ItemKind.BOARD_PROPOSAL: _("Proposal from the board"),
    ItemKind.STAFF_PROPOSAL: _("Proposal from staff"),
    ItemKind.OTHER: _("Another item"),
    ItemKind.CLOSING: _("Check out, stipends"),
}


def name_of(words: dict[str, str], key: str) -> str:
    """The name in the current language."""
    return gettext(words[key])


def options_of(words: dict[str, str]) -> list[tuple[str, str]]:
    """Values with their names, for a form."""
    return [(str(key), gettext(name)) for key, name in words.items()]
