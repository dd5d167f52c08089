"""Standing for a seat: what may be written, and the only grounds for not putting it on the ballot."""

import json
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.errors import InvalidInput

ALIAS_LONGEST = 60
STATEMENT_LONGEST = 600
SEATS_MOST = 20


class NominationGround(StrEnum):
    """Why a name does not go onto the ballot; the person reads it by their code."""

    NAMES_OTHERS = "names_others"
    SAME_NAME = "same_name"
    TOO_LONG = "too_long"
    OTHER_SEAT = "other_seat"


@dataclass(frozen=True)
class Standing:
    """The name somebody stands under, and what they say; both are public once the paper is frozen."""

    alias: str = field(repr=False)
    statement: str = field(repr=False)

    @property
    def same_as(self) -> str:
        """Two people cannot stand under names that differ only here."""
        return self.alias.casefold()


def read_standing(alias: str, statement: str) -> Standing:
    """Both in one line each, as the ballot paper holds them; ``InvalidInput`` names the field."""
    name, says = " ".join(alias.split()), " ".join(statement.split())
    for field_name, value, longest in (
        ("alias", name, ALIAS_LONGEST),
        ("statement", says, STATEMENT_LONGEST),
    ):
        if not value:
            raise InvalidInput("field.required", field=field_name)
        if len(value) > longest:
            raise InvalidInput("field.too_long", field=field_name, limit=longest)
    if ":" in name:
        raise InvalidInput("standing.name_without_colon", field="alias")
    return Standing(name, says)


def read_ground(typed: str) -> NominationGround:
    """The ground on the form, else ``InvalidInput``."""
    try:
        return NominationGround(typed)
    except ValueError:
        raise InvalidInput("nomination_needs_ground", field="ground") from None


def pack(standing: Standing) -> str:
    """The text that is sealed."""
    return json.dumps([standing.alias, standing.statement])


def unpack(text: str) -> Standing:
    """What ``pack`` wrote."""
    alias, statement = json.loads(text)
    return Standing(alias, statement)
