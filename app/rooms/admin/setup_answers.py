"""What was typed in the set-up so far. It travels in the form itself: nothing is stored before the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.permissions import Role
from app.rooms.admin.founding import NewText
from app.rooms.admin.starter_texts import STARTERS, emergency_number
from app.web.languages import KNOWN

PLACE_FIELDS = ("name", "about", "time_zone", "time_zone_other", "languages", "default_language", "places")
MORE_ROWS = tuple(f"more-{number}" for number in range(1, 6))
FIRST_ROWS: dict[str, Role] = {
    "administrator": Role.ADMINISTRATOR,
    "steward-1": Role.STEWARD,
    "steward-2": Role.STEWARD,
    "director": Role.DIRECTOR,
    "outside": Role.OUTSIDE_READER,
}
PEOPLE_ROWS = (*FIRST_ROWS, *MORE_ROWS)
TEXT_FIELDS = tuple(
    name
    for starter in STARTERS
    for name in (
        *((f"{starter.slot}-phone", f"{starter.slot}-police") if starter.kind == "help" else ()),
        *(f"{starter.slot}-{code}-{part}" for code in KNOWN for part in ("lead", "body")),
    )
)
PEOPLE_FIELDS = tuple(f"{row}-{part}" for row in PEOPLE_ROWS for part in ("name", "display", "title", "role"))
FIELDS_OF = {"place": PLACE_FIELDS, "texts": TEXT_FIELDS, "people": PEOPLE_FIELDS, "check": ()}


@dataclass(frozen=True)
class Person:
    """Someone named in the set-up; who is named in two rows has both roles."""

    name: str
    display_name: str
    public_title: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Answers:
    """All fields typed so far, and what they come to."""

    typed: Mapping[str, Sequence[str]] = field(repr=False)

    def value(self, name: str, default: str = "") -> str:
        """What was typed, without spaces around it; ``default`` while the field was never shown."""
        values = self.typed.get(name)
        return values[0].strip() if values else default

    @property
    def languages(self) -> tuple[str, ...]:
        """The language for everybody first, then the others ticked in the order of the house."""
        ticked = self.typed.get("languages", ())
        default = self.value("default_language")
        first = (default,) if default in KNOWN else ()
        return (*first, *(code for code in KNOWN if code in ticked and code not in first))

    @property
    def time_zone(self) -> str:
        """The zone typed, else the one chosen."""
        return self.value("time_zone_other") or self.value("time_zone")

    @property
    def places(self) -> tuple[str, ...]:
        """One name a line, each once."""
        lines = (" ".join(line.split()) for line in self.value("places").split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def wording(self, slot: str, code: str) -> tuple[str, str]:
        """Lead and body of a line in a language: what was typed, or the words to begin with."""
        starter = next(starter for starter in STARTERS if starter.slot == slot)
        lead, body = starter.wordings.get(code, ("", ""))
        return self.value(f"{slot}-{code}-lead", lead), self.value(f"{slot}-{code}-body", body)

    def phone(self, slot: str) -> str:
        """The number of a help line."""
        starter = next(starter for starter in STARTERS if starter.slot == slot)
        return self.value(f"{slot}-phone", emergency_number(self.time_zone) if starter.is_emergency else "")

    def police(self, slot: str) -> str:
        """Whether that number may send police: none (not said), never or may."""
        starter = next(starter for starter in STARTERS if starter.slot == slot)
        return self.value(f"{slot}-police", "may" if starter.is_emergency else "none")

    def role_of_row(self, row: str) -> Role | None:
        """The role that this row of the people's page gives."""
        if row in FIRST_ROWS:
            return FIRST_ROWS[row]
        role = self.value(f"{row}-role")
        return Role(role) if role in set(Role) else None

    def sign_in_name(self, row: str) -> str:
        """The sign-in name of a row, in small letters."""
        return self.value(f"{row}-name").lower()

    def texts(self) -> tuple[NewText, ...]:
        """The lines that have words, as the founding takes them."""
        found = []
        for starter in STARTERS:
            words = {code: self.wording(starter.slot, code) for code in self.languages}
            words = {code: (lead, body) for code, (lead, body) in words.items() if lead and body}
            if words:
                is_help = starter.kind == "help"
                phone, police = (
                    (self.phone(starter.slot), self.police(starter.slot)) if is_help else ("", "none")
                )
                found.append(NewText(starter.kind, words, phone=phone, police=police))
        return tuple(found)

    def people(self) -> tuple[Person, ...]:
        """Everybody named, each sign-in name once."""
        found: dict[str, Person] = {}
        for row in PEOPLE_ROWS:
            name, role = self.sign_in_name(row), self.role_of_row(row)
            if name and role:
                before = found.get(name) or Person(
                    name, self.value(f"{row}-display"), self.value(f"{row}-title"), frozenset()
                )
                found[name] = Person(name, before.display_name, before.public_title, before.roles | {role})
        return tuple(found.values())

    def carried(self, step: str) -> list[tuple[str, str]]:
        """The fields of the other steps, for the hidden fields of this one."""
        others = [name for other, names in FIELDS_OF.items() if other != step for name in names]
        return [(name, value) for name in others for value in self.typed.get(name, ())]
