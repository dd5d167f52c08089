"""Roles in words, for pages of the workspace."""

from collections.abc import Iterable

from app.domain.permissions import Role
from app.web.languages import gettext
from app.web.languages import mark as _

ROLE_WORDS: dict[Role, tuple[str, str]] = {
    Role.STEWARD: (_("Steward"), _("Opens what participants send and makes the safe copy.")),
    Role.OUTSIDE_READER: (
        _("Outside reader"),
        _("Not employed here. First to read what is said about staff."),
    ),
    Role.RESPONDER: (_("Responder"), _("Owns an answer: what will change, or why not.")),
    Role.BOARD_MEMBER: (_("Board member"), _("Speaks and votes on the board.")),
    Role.CHAIR: (_("Chair"), _("Plans and leads meetings.")),
    Role.SECRETARY: (_("Secretary"), _("Writes minutes and keeps the papers of the board.")),
    Role.DIRECTOR: (_("Director"), _("Replies to recommendations and confirms the texts above the form.")),
    Role.TELLER: (_("Teller"), _("Opens and counts ballots together with another teller.")),
    Role.ADMINISTRATOR: (
        _("Administrator"),
        _("People, places, languages. Reads no sealed words."),
    ),
}


def role_word(role: Role) -> str:
    """The role's name."""
    return gettext(ROLE_WORDS[role][0])


def role_words(roles: Iterable[Role]) -> str:
    """The names of several roles, in the order of the house."""
    wanted = frozenset(roles)
    return ", ".join(role_word(role) for role in Role if role in wanted)


def role_options() -> list[tuple[str, str, str]]:
    """Each role for a form: its value, its name, what it does."""
    return [(role.value, gettext(words), gettext(note)) for role, (words, note) in ROLE_WORDS.items()]
