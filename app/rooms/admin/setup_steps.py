"""The steps of the set-up, and what each of them must have before the next."""

import re
from collections.abc import Callable
from zoneinfo import available_timezones

from app.domain.permissions import Role
from app.rooms.accounts.actions import is_sign_in_name
from app.rooms.admin.setup_answers import FIRST_ROWS, PEOPLE_ROWS, Answers
from app.rooms.admin.starter_texts import POLICE, STARTERS, Starter
from app.web.words import Sentence

STEPS = ("place", "texts", "people", "check")
LONGEST_NAME = 120
LONGEST_ABOUT = 500
LONGEST_LEAD = 80
LONGEST_BODY = 500
LONGEST_PLACE = 60
MOST_PLACES = 40
REQUIRED = Sentence("field.required")
STAFF = frozenset({Role.ADMINISTRATOR, Role.STEWARD, Role.DIRECTOR, Role.RESPONDER})

_PHONE = re.compile(r"[0-9+*#() ./-]{2,40}", re.ASCII)

Errors = dict[str, Sentence]


def next_step(answers: Answers, step: str, go: str) -> tuple[str, Errors]:
    """The step to show after this one was sent, with what is not right yet when it is the same one."""
    if step not in STEPS:
        return STEPS[0], {}
    position = STEPS.index(step)
    if go == "back":
        return STEPS[max(position - 1, 0)], {}
    errors = errors_of(answers, step)
    return (step, errors) if errors else (STEPS[min(position + 1, len(STEPS) - 1)], {})


def first_fault(answers: Answers) -> tuple[str, Errors]:
    """The first step with something wrong and what it is, or the last step and nothing."""
    for step in STEPS:
        errors = errors_of(answers, step)
        if errors:
            return step, errors
    return STEPS[-1], {}


def errors_of(answers: Answers, step: str) -> Errors:
    """What is not right yet in one step, by field."""
    checks: dict[str, Callable[[Answers], Errors]] = {
        "place": _place_errors,
        "texts": _text_errors,
        "people": _people_errors,
    }
    return checks[step](answers) if step in checks else {}


def is_phone(text: str) -> bool:
    """True for digits and the signs that stand between them."""
    return bool(_PHONE.fullmatch(text))


def is_time_zone(name: str) -> bool:
    """True for a name of the IANA database."""
    return name in available_timezones()


def _place_errors(answers: Answers) -> Errors:
    errors: Errors = {}
    _check_length(errors, answers, "name", LONGEST_NAME)
    if not answers.value("name"):
        errors["name"] = REQUIRED
    _check_length(errors, answers, "about", LONGEST_ABOUT)
    if not is_time_zone(answers.time_zone):
        typed = "time_zone_other" if answers.value("time_zone_other") else "time_zone"
        errors[typed] = Sentence("setup.unknown_time_zone")
    if not answers.languages:
        errors["languages"] = Sentence("setup.needs_a_language")
    if not answers.places:
        errors["places"] = REQUIRED
    elif len(answers.places) > MOST_PLACES:
        errors["places"] = Sentence("setup.too_many_places", {"limit": MOST_PLACES})
    elif any(len(place) > LONGEST_PLACE for place in answers.places):
        errors["places"] = Sentence("setup.long_place", {"limit": LONGEST_PLACE})
    return errors


def _text_errors(answers: Answers) -> Errors:
    errors: Errors = {}
    for starter in STARTERS:
        for code in answers.languages:
            _check_wording(errors, answers, starter, code)
        if starter.kind == "help":
            errors |= line_errors(
                answers.phone(starter.slot), answers.police(starter.slot), prefix=f"{starter.slot}-"
            )
    return errors


def line_errors(phone: str, police: str, *, prefix: str = "") -> Errors:
    """A number must look like one, and then the line says whether it may send police."""
    if phone and not is_phone(phone):
        return {f"{prefix}phone": Sentence("setup.bad_phone")}
    if police not in POLICE or (phone and police == "none"):
        return {f"{prefix}police": Sentence("setup.say_about_police")}
    return {}


def _check_wording(errors: Errors, answers: Answers, starter: Starter, code: str) -> None:
    slot = starter.slot
    others = [other for other in answers.languages if other != code]
    is_default = answers.languages[0] == code
    has_others = any(any(answers.wording(slot, other)) for other in others)
    is_needed = is_default and (starter.is_required or has_others or bool(_number_of(answers, starter)))
    parts = dict(zip(("lead", "body"), answers.wording(slot, code), strict=True))
    for part, words in parts.items():
        longest = LONGEST_LEAD if part == "lead" else LONGEST_BODY
        name = f"{slot}-{code}-{part}"
        if len(words) > longest:
            errors[name] = Sentence("field.too_long", {"limit": longest})
        elif not words and (is_needed or any(parts.values())):
            errors[name] = REQUIRED


def _number_of(answers: Answers, starter: Starter) -> str:
    return answers.phone(starter.slot) if starter.kind == "help" else ""


def _people_errors(answers: Answers) -> Errors:
    errors: Errors = {}
    known: set[str] = set()
    for row in PEOPLE_ROWS:
        errors |= _row_errors(answers, row, known)
        known.add(answers.sign_in_name(row))
    second, first = answers.sign_in_name("steward-2"), answers.sign_in_name("steward-1")
    if second and second == first:
        errors["steward-2-name"] = Sentence("setup.two_stewards")
    staff = {answers.sign_in_name(row) for row in PEOPLE_ROWS if answers.role_of_row(row) in STAFF}
    for row in PEOPLE_ROWS:
        is_outside = answers.role_of_row(row) is Role.OUTSIDE_READER
        if is_outside and answers.sign_in_name(row) in staff - {""}:
            errors[f"{row}-name"] = Sentence("setup.outside_is_staff")
    return errors


def _row_errors(answers: Answers, row: str, known: set[str]) -> Errors:
    errors: Errors = {}
    name = answers.sign_in_name(row)
    is_needed = row in FIRST_ROWS and row != "outside"
    if not any(answers.value(f"{row}-{part}") for part in ("name", "display", "title", "role")):
        return {f"{row}-name": REQUIRED, f"{row}-display": REQUIRED} if is_needed else {}
    if not name:
        errors[f"{row}-name"] = REQUIRED
    elif not is_sign_in_name(name):
        errors[f"{row}-name"] = Sentence("account.bad_name")
    for part, longest in (("display", LONGEST_LEAD), ("title", LONGEST_LEAD)):
        _check_length(errors, answers, f"{row}-{part}", longest)
    if not answers.value(f"{row}-display") and name not in known:
        errors[f"{row}-display"] = REQUIRED
    if answers.role_of_row(row) is None:
        errors[f"{row}-role"] = Sentence("field.not_one_of_these")
    return errors


def _check_length(errors: Errors, answers: Answers, name: str, longest: int) -> None:
    if len(answers.value(name)) > longest:
        errors[name] = Sentence("field.too_long", {"limit": longest})
