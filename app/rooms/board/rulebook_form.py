"""The rulebook as a form: each rule under its dotted name, as ``quorum.all_seats.fraction``.

A share is typed as a fraction and a choice between "more than" and "at least". A matter without a majority
of its own, or without a line in the mandate, is left open.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from app.domain.clocks import Clocks
from app.domain.counting.majority import Base
from app.domain.errors import InvalidInput
from app.domain.mandate import Matter
from app.domain.rulebook import Rulebook
from app.domain.rulebook_document import FORMAT, Plain, from_json, to_json
from app.domain.seats import Terms

SHARES = ("lived_experience_share", "quorum.all_seats", "quorum.lived_experience")
NUMBERS = ("voting_seats", "lived_experience_seats", "consent_rounds", "card_supports")
TERMS = tuple(f"terms.{field.name}" for field in fields(Terms))
CLOCKS = tuple(f"clocks.{field.name}" for field in fields(Clocks))
MORE_THAN, AT_LEAST = "more_than", "at_least"
_FRACTION = re.compile(r"\s*([0-9]{1,3})\s*/\s*([0-9]{1,3})\s*")

Typed = Mapping[str, Sequence[str]]


def form_values(rulebook: Rulebook) -> dict[str, list[str]]:
    """What the form shows for a rulebook; the inverse of ``read_form``."""
    document: Any = to_json(rulebook)  # Any: a plain nested document, read by names that are ours
    values = {name: [str(_at(document, name))] for name in (*NUMBERS, *TERMS, *CLOCKS)}
    for name in SHARES:
        values |= _share_values(name, _at(document, name))
    values |= _majority_values("majority", document["majority"])
    for matter, rule in document["majorities"].items():
        values |= _majority_values(f"majorities.{matter}", rule) | {f"majorities.{matter}.own": ["yes"]}
    values["both_chambers"] = list(document["both_chambers"])
    values["mandate"] = list(document["mandate"])
    for matter, up_to in document["mandate"].items():
        values[f"mandate.{matter}.up_to"] = ["" if up_to is None else str(up_to)]
    return values


def read_form(typed: Typed, *, version: int) -> Rulebook:
    """The rulebook that was typed. ``InvalidInput`` names the rule, as the form names it."""
    document: dict[str, Plain] = {
        "format": FORMAT,
        "version": version,
        **{name: _integer(typed, name) for name in NUMBERS},
        "lived_experience_share": _share(typed, "lived_experience_share"),
        "terms": {name.partition(".")[2]: _integer(typed, name) for name in TERMS},
        "clocks": {name.partition(".")[2]: _integer(typed, name) for name in CLOCKS},
        "quorum": {
            "all_seats": _share(typed, "quorum.all_seats"),
            "lived_experience": _share(typed, "quorum.lived_experience"),
        },
        "majority": _majority(typed, "majority"),
        "majorities": {
            matter.value: _majority(typed, f"majorities.{matter}")
            for matter in Matter
            if _one(typed, f"majorities.{matter}.own")
        },
        "both_chambers": sorted(set(typed.get("both_chambers", ()))),
        "mandate": {matter: _up_to(typed, matter) for matter in sorted(set(typed.get("mandate", ())))},
    }
    return from_json(document)


def field_of(refusal: InvalidInput) -> str:
    """The id of the form's field that a refused rule belongs to."""
    name = refusal.field or "form"
    if name in (field.name for field in fields(Clocks)):
        return f"clocks.{name}"
    is_share = name in SHARES or name.startswith("majorit")
    return f"{name}.fraction" if is_share and not name.endswith("fraction") else name


def _at(document: Any, name: str) -> Any:  # Any: as in form_values
    for part in name.split("."):
        document = document[part]
    return document


def _share_values(name: str, share: Mapping[str, Any]) -> dict[str, list[str]]:  # Any: as in form_values
    return {
        f"{name}.fraction": [f"{share['numerator']}/{share['denominator']}"],
        f"{name}.kind": [MORE_THAN if share["strict"] else AT_LEAST],
    }


def _majority_values(name: str, rule: Mapping[str, Any]) -> dict[str, list[str]]:  # Any: as in form_values
    return _share_values(name, rule["share"]) | {f"{name}.base": [rule["base"]]}


def _one(typed: Typed, name: str) -> str:
    values = typed.get(name, ())
    return values[0].strip() if values else ""


def _integer(typed: Typed, name: str) -> int:
    text = _one(typed, name)
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise InvalidInput("rule_not_a_number", field=name)
    return int(text)


def _share(typed: Typed, name: str) -> dict[str, Plain]:
    found = _FRACTION.fullmatch(_one(typed, f"{name}.fraction"))
    if found is None:
        raise InvalidInput("rule_not_a_fraction", field=f"{name}.fraction")
    numerator, denominator = int(found[1]), int(found[2])
    return {
        "numerator": numerator,
        "denominator": denominator,
        "strict": _one(typed, f"{name}.kind") == MORE_THAN,
    }


def _majority(typed: Typed, name: str) -> dict[str, Plain]:
    return {"share": _share(typed, name), "base": _one(typed, f"{name}.base") or Base.CAST.value}


def _up_to(typed: Typed, matter: str) -> int | None:
    name = f"mandate.{matter}.up_to"
    return _integer(typed, name) if _one(typed, name) else None
