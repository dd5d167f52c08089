"""The forms of the admin room at the desk."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from app.rooms.admin.actions import OrganisationChange
from app.rooms.admin.setup_steps import (
    LONGEST_ABOUT,
    LONGEST_BODY,
    LONGEST_LEAD,
    LONGEST_NAME,
    LONGEST_PLACE,
    line_errors,
)
from app.rooms.admin.texts import TextChange
from app.web.forms import FormModel
from app.web.languages import KNOWN
from app.web.words import Sentence


class OrganisationForm(FormModel):
    """The fixed part; places come as ``place-ID`` and ``open-ID``."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    about: str = Field(default="", max_length=LONGEST_ABOUT)
    languages: list[str] = Field(default=[])
    default_language: str = ""
    new_places: str = Field(default="", max_length=3000)
    seen: str = ""


class TextForm(FormModel):
    """The fixed part; words come as ``LANGUAGE-lead`` and ``LANGUAGE-body``."""

    phone: str = Field(default="", max_length=40)
    police: str = "none"
    seen: str = ""


class RehearsalForm(FormModel):
    """Both halves of the recovery key, from paper."""

    half_1: str = Field(min_length=1, max_length=500)
    half_2: str = Field(min_length=1, max_length=500)


class ConfirmForm(FormModel):
    """Which words the director read."""

    language: str = Field(min_length=2, max_length=10)
    seen: str = Field(min_length=1, max_length=100)


Typed = Mapping[str, Sequence[str]]
Errors = dict[str, Sentence]


def organisation_change(form: OrganisationForm, typed: Typed) -> tuple[OrganisationChange, Errors]:
    """What the organisation shall be, and what is wrong with it by field."""
    default = form.default_language
    ticked = tuple(code for code in KNOWN if code in form.languages)
    errors: Errors = {}
    if not ticked:
        errors["languages"] = Sentence("setup.needs_a_language")
    elif default not in ticked:
        errors["default_language"] = Sentence("organisation.default_not_offered")
    places, names = {}, [" ".join(line.split()) for line in form.new_places.split("\n")]
    for name, values in typed.items():
        number = name.removeprefix("place-")
        if name.startswith("place-") and number.isascii() and number.isdigit():
            places[int(number)] = (" ".join(values[0].split()), bool(typed.get(f"open-{number}")))
            errors |= _place_errors(name, places[int(number)][0], is_needed=True)
    for name in names:
        errors |= _place_errors("new_places", name, is_needed=False)
    languages = (default, *(code for code in ticked if code != default))
    new = tuple(name for name in names if name)
    return OrganisationChange(form.name.strip(), form.about.strip(), languages, places, new), errors


def text_change(form: TextForm, typed: Typed, *, languages: Sequence[str]) -> tuple[TextChange, Errors]:
    """A line above the form as it shall be, and what is wrong with it by field."""
    phone = form.phone.strip()
    errors = line_errors(phone, form.police)
    words: dict[str, tuple[str, str]] = {}
    for code in languages:
        lead, body = (_first(typed, f"{code}-{part}") for part in ("lead", "body"))
        words[code] = (lead, body)
        for part, written, longest in (("lead", lead, LONGEST_LEAD), ("body", body, LONGEST_BODY)):
            if len(written) > longest:
                errors[f"{code}-{part}"] = Sentence("field.too_long", {"limit": longest})
    return TextChange(phone, form.police, words), errors


def _first(typed: Typed, name: str) -> str:
    values = typed.get(name)
    return values[0].strip() if values else ""


def _place_errors(field: str, name: str, *, is_needed: bool) -> Errors:
    if is_needed and not name:
        return {field: Sentence("field.required")}
    if len(name) > LONGEST_PLACE:
        return {field: Sentence("setup.long_place", {"limit": LONGEST_PLACE})}
    return {}
