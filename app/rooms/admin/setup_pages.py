"""What the templates of the set-up are given."""

from dataclasses import dataclass, field

from app.domain.permissions import Role
from app.rooms.accounts.role_words import role_options, role_words
from app.rooms.admin.first_keys import FirstKeys
from app.rooms.admin.setup_answers import MORE_ROWS, Answers, Person
from app.rooms.admin.setup_steps import STEPS, Errors
from app.rooms.admin.starter_texts import STARTERS, Starter
from app.web.languages import KNOWN, current, direction, gettext, own_name
from app.web.languages import mark as _

COMMON_ZONES = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"),
    *("America/Anchorage", "Pacific/Honolulu", "America/Halifax", "America/Toronto", "America/Vancouver"),
    *("America/Puerto_Rico", "America/Mexico_City", "America/Bogota", "America/Sao_Paulo"),
    *("Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Madrid", "Europe/Paris", "Europe/Berlin"),
    *("Europe/Amsterdam", "Europe/Zurich", "Europe/Athens", "Europe/Kyiv", "Africa/Lagos", "Africa/Nairobi"),
    *("Africa/Addis_Ababa", "Africa/Johannesburg", "Asia/Kolkata", "Asia/Bangkok", "Asia/Shanghai"),
    *("Australia/Sydney", "Pacific/Auckland"),
)


# The sections of the longer steps: several of their fields have the same label.
TITLES = {
    "help-1": _("Help line 1: danger to life"),
    "help-2": _("Help line 2"),
    "help-3": _("Help line 3"),
    "help-4": _("Help line 4"),
    "reading-1": _("When words are read, and when not"),
    "legal-1": _("What staff must by law pass on"),
    "administrator": _("Administrator"),
    "steward-1": _("First steward"),
    "steward-2": _("Second steward"),
    "director": _("Director"),
    "outside": _("Outside reader"),
    "more-1": _("Another person (1)"),
    "more-2": _("Another person (2)"),
    "more-3": _("Another person (3)"),
    "more-4": _("Another person (4)"),
    "more-5": _("Another person (5)"),
}


@dataclass(frozen=True)
class StartPage:
    """The page of the link: a button, with the token in a hidden field and no longer in an address."""

    token: str = field(repr=False)
    telling_word: str | None = None


@dataclass(frozen=True)
class StepPage:
    """One step: ``answers`` keep what was typed, ``carried`` are the hidden fields of the other steps."""

    token: str = field(repr=False)
    step: str
    answers: Answers
    errors: Errors
    telling_word: str | None = None
    lines: tuple[Starter, ...] = STARTERS
    more_rows: tuple[str, ...] = MORE_ROWS

    @property
    def number(self) -> int:
        """Which step of how many, counted from 1."""
        return STEPS.index(self.step) + 1

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Name and value of each hidden field."""
        return self.answers.carried(self.step)

    @property
    def known_languages(self) -> list[tuple[str, str]]:
        """Every language that the house can speak, in its own name."""
        return [(code, own_name(code)) for code in KNOWN]

    @property
    def default_languages(self) -> list[tuple[str, str]]:
        """The same, after an empty choice."""
        return [("", ""), *self.known_languages]

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """The languages chosen: code, own name, direction."""
        return [(code, own_name(code), direction(code)) for code in self.answers.languages]

    @property
    def roles(self) -> list[tuple[str, str]]:
        """Role and its name, for the optional rows."""
        return [("", ""), *((value, words) for value, words, _ in role_options())]

    @property
    def people(self) -> list[tuple[Person, str]]:
        """Everybody named, with their roles in words."""
        return [(person, role_words(person.roles)) for person in self.answers.people()]

    @property
    def zone_options(self) -> list[tuple[str, str]]:
        """The common time zones, after an empty choice."""
        return [("", ""), *((zone, zone.replace("_", " ")) for zone in COMMON_ZONES)]

    @property
    def has_more(self) -> bool:
        """True when one of the optional rows has something in it."""
        return any(self.answers.value(f"{row}-{part}") for row in MORE_ROWS for part in ("name", "display"))

    @property
    def has_outside_reader(self) -> bool:
        """True when somebody is named who is not employed here."""
        return any(Role.OUTSIDE_READER in person.roles for person in self.answers.people())

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Field and sentence, for the summary above the form; it says in which section the field stands."""
        return [(name, self._in_section(name, self.error(name))) for name in self.errors]

    def title(self, section: str) -> str:
        """The heading of a section."""
        return gettext(TITLES[section])

    def _in_section(self, name: str, words: str) -> str:
        section = next((section for section in TITLES if name.startswith(f"{section}-")), None)
        if section is None:
            return words
        return gettext("%(section)s: %(words)s") % {"section": self.title(section), "words": words}

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        sentence = self.errors.get(name)
        return sentence.words(current()) if sentence else ""


@dataclass(frozen=True)
class FoundedPage:
    """The keys, shown once: (name shown, sign-in name, roles in words, passphrase) and the two halves."""

    people: list[tuple[str, str, str, str]] = field(repr=False)
    halves: tuple[list[str], list[str]] = field(repr=False)

    @classmethod
    def of(cls, keys: FirstKeys) -> "FoundedPage":
        """The page of these keys."""
        people = [
            (key.person.display_name, key.person.name, role_words(key.person.roles), key.passphrase)
            for key in keys.people
        ]
        return cls(people, keys.halves())


@dataclass(frozen=True)
class ClosedPage:
    """The link founds nothing (any more). ``token`` is given where the keys may still be made again.

    ``carried`` are the fields typed under a link that was replaced meanwhile: they go on under the new one.
    """

    is_founded: bool
    token: str = field(default="", repr=False)
    carried: list[tuple[str, str]] = field(default_factory=list)
